import { failure } from "./failures.ts"

const past = (kind: string, ru: string, en: string) => (id: string) =>
  failure(
    410,
    kind,
    `Срез ${id} ${ru}. Выберите другую дату; текущая очередь открывается без as_of`,
    `Snapshot ${id} ${en}. Choose another date; the current backlog opens without as_of`
  )
export const damagedPast = past(
  "damaged-snapshot",
  "повреждён и не открывается",
  "is damaged and does not open"
)
export const newerPast = past(
  "newer-snapshot",
  "собран более новой версией Otklik: чтобы открыть его, обновите эту",
  "was made by a newer Otklik: update this one to open it"
)
export const olderPast = past(
  "older-snapshot",
  "собран старой версией Otklik, и эта его не читает",
  "was made by an older Otklik and this one does not read it"
)
export const beforeFirstSnapshot = (day: string) =>
  failure(
    404,
    "before-first-snapshot",
    `Так далеко история не идёт: первый срез вышел ${day}. Выберите этот день или позже`,
    `The history does not go that far: the first snapshot came out on ${day}. Choose that day or a later one`
  )
export const noSnapshotLog = failure(
  404,
  "no-snapshot-log",
  "Истории срезов пока нет: она начнётся с первой сборки, выполните otklik build",
  "There is no history of snapshots yet: it begins with the first build, run otklik build"
)
export const noSuchSnapshot = failure(
  404,
  "no-such-snapshot",
  "Такого среза не было: все срезы перечислены на /api/snapshots",
  "There was no such snapshot: all of them are listed at /api/snapshots"
)
export const snapshotRemoved = (day: string, nearest: string | null) =>
  failure(
    410,
    "snapshot-removed",
    `Срез от ${day} больше не хранится: старше тридцати дней остаётся один в неделю и закреплённые.${nearest === null ? "" : ` Ближайший хранимый — от ${nearest}`}`,
    `The snapshot of ${day} is kept no longer: of those older than thirty days one a week stays, and those that are pinned.${nearest === null ? "" : ` The nearest one kept is of ${nearest}`}`
  )
