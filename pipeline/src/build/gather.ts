import { Verdict } from "@otklik/contract/vocabulary"
import { standard } from "@otklik/contract/score"
import { DuckDb } from "@otklik/sql/duckdb"
import { make } from "@otklik/sql/models"
import { Effect } from "effect"
import { attach } from "../warehouse/attach.ts"
import { draftPath } from "../warehouse/snapshot.ts"
import { Settings } from "../settings.ts"
import { Engine } from "./engine.ts"
import { step, type Travelled } from "./step.ts"
import type { Triaged } from "./triage.ts"

export interface Gathered extends Omit<Triaged, "grouping" | "verdict" | "severity"> {
  readonly models: number
}

const layPlaced = Effect.fn(function* ({ grouping, numberOf, verdict, severity }: Triaged) {
  const db = yield* DuckDb
  const { theme, request, strength, nearCopy } = grouping
  yield* db.append(
    ["raw", "placed"],
    [
      Int32Array.from(theme, (_, place) => place),
      Array.from(theme, (number) => (number < 0 ? null : numberOf[number])),
      Array.from(request, (number) => (number < 0 ? null : number)),
      strength,
      Array.from(nearCopy, Boolean),
      Array.from(verdict, (place) => Verdict.literals[place] ?? null),
      severity
    ]
  )
})

const layThemes = Effect.fn(function* ({ grouping: { themes }, numberOf }: Triaged) {
  const db = yield* DuckDb
  yield* db.append(
    ["raw", "themes"],
    [
      numberOf,
      themes.map(({ title }) => title),
      themes.map(({ keyphrases }) => [...keyphrases]),
      themes.map(({ cohesion }) => cohesion),
      themes.map(({ coarse }) => numberOf[coarse]),
      themes.map(({ flags }) => [...flags])
    ]
  )
})

const layDetails = Effect.fn(function* ({ grouping: { themes }, numberOf, parents }: Triaged) {
  const db = yield* DuckDb
  const rows = <T>(of: (theme: (typeof themes)[number]) => ReadonlyArray<T>) =>
    themes.flatMap((theme, i) =>
      of(theme).map((value, position) => ({ number: numberOf[i], position, value }))
    )
  const columns = <T>(
    table: string,
    all: ReadonlyArray<T>,
    ...of: ReadonlyArray<(row: T) => number | string>
  ) =>
    db.append(
      ["raw", table],
      of.map((one) => all.map(one))
    )
  const number = (row: { readonly number: number }) => row.number
  const position = (row: { readonly position: number }) => row.position
  yield* columns(
    "quotes",
    rows(({ quotes }) => quotes),
    number,
    position,
    ({ value }) => value
  )
  yield* columns(
    "requests",
    rows(({ requests }) => requests),
    number,
    position,
    ({ value }) => value
  )
  yield* columns(
    "similar",
    rows(({ similar }) => similar),
    number,
    position,
    ({ value }) => numberOf[value.other],
    ({ value }) => value.similarity
  )
  yield* columns(
    "lineage",
    parents,
    ({ cluster }) => numberOf[cluster],
    ({ theme }) => theme,
    ({ messages }) => messages,
    ({ share }) => share
  )
})

/** Lays what the engine found into the workshop and makes every model that needs no score. */
export const gather = step(
  "gather",
  Effect.fn(function* (before: Triaged & Travelled) {
    const db = yield* DuckDb
    const { timezone } = yield* Settings
    const { name } = yield* Engine
    yield* db.append(["raw", "build"], [[timezone], [name], [standard.name], [before.lastTheme]])
    yield* layPlaced(before)
    yield* layThemes(before)
    yield* layDetails(before)
    yield* attach(yield* draftPath, "snapshot")
    yield* db.run("set search_path = 'workshop.main,snapshot.main'")
    const made = yield* make((reads) => !reads.has("raw.scores"))
    const { grouping: _, verdict: __, severity: ___, ...after } = before
    return { ...after, models: made.length }
  }),
  ({ models }): Record<string, number> => ({ models })
)
