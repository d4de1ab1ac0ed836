import { type Parting, previewSplit, splitTheme } from "@otklik/contract/splits"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import { changing } from "../endpoint.ts"
import { failure, noSuchTheme } from "../failures.ts"
import { Ledger } from "../ledger.ts"
import { leaving, sides } from "../parting.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"
import { record } from "./ledger.ts"

const staleSplit = failure(
  409,
  "stale-split",
  "Пока вы выбирали, вышел новый срез, и группы в нём другие: обновите страницу и выберите снова",
  "A newer snapshot was published while you were choosing, and its groups are others: reload and choose again"
)
const nothingLeaves = failure(
  400,
  "nothing-leaves",
  "Отделять нечего: выбранных сообщений в теме нет или они чужих школ. Выберите другие",
  "There is nothing to part off: the chosen messages are not in the theme, or of other schools. Choose others"
)
const allLeave = failure(
  400,
  "all-leave",
  "Так из темы ушли бы все сообщения: оставьте в ней хотя бы одно или переименуйте её",
  "That would take every message out of the theme: leave one at least, or rename the theme"
)

/** The overlay of the snapshot that the reader looked at, and what the theme is by now. */
const looked = Effect.fnUntraced(function* (file: SnapshotFile, id: ThemeId, { snapshot }: Parting) {
  const { over } = yield* Ledger
  const overlay = over(file)
  const theme = overlay.merged.get(id) ?? id
  if (![...file.backlog, ...file.guides].some((item) => item.theme === theme)) return yield* noSuchTheme
  if (file.id !== snapshot) return yield* staleSplit
  return { overlay, theme }
})

export const previewSplitRoute = changing(previewSplit, ({ body, params, scope }) =>
  Snapshots.use(({ using }) =>
    using((file) =>
      Effect.flatMap(looked(file, params.id, body), ({ overlay, theme }) =>
        sides(file, theme, body, overlay, scope)
      )
    )
  )
)

export const splitThemeRoute = changing(
  splitTheme,
  Effect.fnUntraced(function* ({ actor, body, params, scope }) {
    const { using } = yield* Snapshots
    const found = yield* using((file) =>
      Effect.flatMap(looked(file, params.id, body), ({ overlay, theme }) =>
        leaving(file, theme, body, overlay, scope)
      )
    )
    const [first, ...rest] = found.ids
    if (first === undefined) return yield* nothingLeaves
    if (found.stay === 0) return yield* allLeave
    const { id, reason, snapshot, title, version } = body
    const change = { kind: "split", theme: params.id, messages: [first, ...rest], title } as const
    return yield* record(actor, [
      { id, change, version, snapshot, ...(reason === undefined ? {} : { reason }) }
    ])
  })
)
