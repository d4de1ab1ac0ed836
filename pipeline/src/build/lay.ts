import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import type { ThemeDraft } from "./engine.ts"
import { serviceOf, type Triaged, verdictOf } from "./triage.ts"

/** Lays where every message was placed and what was judged of it into `raw.placed`. */
export const layPlaced = Effect.fn("layPlaced")(function* ({ grouping, numberOf, judgements }: Triaged) {
  const db = yield* DuckDb
  const { theme, request, strength, nearCopy } = grouping
  yield* db.append(
    ["raw", "placed"],
    [
      Int32Array.from(theme, (_, place) => place),
      Array.from(theme, (number) => (number < 0 ? null : (numberOf[number] ?? null))),
      Array.from(request, (number) => (number < 0 ? null : number)),
      strength,
      Array.from(nearCopy, Boolean),
      Array.from(theme, (_, place) => verdictOf(judgements, place)),
      judgements.probability,
      judgements.severity,
      Array.from(theme, (_, place) => serviceOf(judgements, place)),
      judgements.because
    ]
  )
  yield* layReasons(judgements.reasonSets)
})

/** Lays sets of words that decide verdicts, from a number on, into `raw.reasons`. */
export const layReasons = Effect.fn("layReasons")(function* (
  sets: ReadonlyArray<ReadonlyArray<string>>,
  from = 0
) {
  const db = yield* DuckDb
  const fresh = sets.slice(from)
  yield* db.append(["raw", "reasons"], [fresh.map((_, i) => from + i + 1), fresh.map((words) => [...words])])
})

/** Lays every theme under its permanent number into `raw.themes`. */
export const layThemes = Effect.fn("layThemes")(function* (triaged: Triaged) {
  const db = yield* DuckDb
  const { themes } = triaged.grouping
  const { numberOf, themeJudgements } = triaged
  yield* db.append(
    ["raw", "themes"],
    [
      numberOf,
      themes.map(({ title }) => title),
      themes.map(({ keyphrases }) => [...keyphrases]),
      themeJudgements.map(({ direction }) => direction),
      themeJudgements.map(({ service }) => service),
      themeJudgements.map(({ verdict }) => verdict),
      themeJudgements.map(({ share }) => share),
      themeJudgements.map(({ second }) => second),
      themeJudgements.map(({ words }) => [...words]),
      themes.map(({ cohesion }) => cohesion),
      themes.map(({ coarse }) => numberOf[coarse] ?? null),
      themes.map(({ flags }) => [...flags])
    ]
  )
})

interface Detail<T> {
  readonly number: number
  readonly position: number
  readonly value: T
}

/** Lays quotes, requests, similar themes and lineage, one row each. */
export const layDetails = Effect.fn("layDetails")(function* (triaged: Triaged) {
  const db = yield* DuckDb
  const { numberOf, parents } = triaged
  const rows = <T>(of: (theme: ThemeDraft) => ReadonlyArray<T>): ReadonlyArray<Detail<T>> =>
    triaged.grouping.themes.flatMap((theme, i) =>
      of(theme).map((value, position) => ({ number: numberOf[i] ?? 0, position, value }))
    )
  const lay = <T>(table: string, all: ReadonlyArray<T>, ...of: ReadonlyArray<(row: T) => number | string>) =>
    db.append(
      ["raw", table],
      of.map((column) => all.map(column))
    )
  const details = <T>(
    table: string,
    of: (theme: ThemeDraft) => ReadonlyArray<T>,
    ...rest: ReadonlyArray<(value: T) => number | string>
  ) =>
    lay(
      table,
      rows(of),
      ({ number }) => number,
      ({ position }) => position,
      ...rest.map((column) => (row: Detail<T>) => column(row.value))
    )
  yield* details(
    "quotes",
    ({ quotes }) => quotes,
    (place) => place
  )
  yield* details(
    "requests",
    ({ requests }) => requests,
    (title) => title
  )
  yield* details(
    "similar",
    ({ similar }) => similar,
    ({ other }) => numberOf[other] ?? 0,
    ({ similarity }) => similarity
  )
  yield* lay(
    "lineage",
    parents,
    ({ cluster }) => numberOf[cluster] ?? 0,
    ({ theme }) => theme,
    ({ messages }) => messages,
    ({ share }) => share
  )
})

/** Lays what people decided, and whether it holds in this build, into `raw.decisions`. */
export const layDecisions = Effect.fn("layDecisions")(function* ({ binding }: Triaged) {
  const db = yield* DuckDb
  const { bounds } = binding
  yield* db.append(
    ["raw", "decisions"],
    [
      bounds.map(({ seq }) => seq),
      bounds.map(({ kind }) => kind),
      bounds.map(({ theme }) => theme),
      bounds.map(({ holds }) => holds)
    ]
  )
})
