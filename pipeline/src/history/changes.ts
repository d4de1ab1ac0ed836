import type { ScoreModel } from "@otklik/contract/score-model"
import { Cause } from "@otklik/contract/why"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"
import { causesOf, type Scores } from "./causes.ts"
import { readEvidence, type Sides } from "./evidence.ts"

interface Row {
  readonly theme: string
  readonly rank: number
  readonly score: number
}

const scoresOf = (rows: ReadonlyArray<Row>): Scores =>
  new Map(rows.map(({ score, theme }) => [theme, Math.round(100 * score)]))

const numberOf = (theme: string) => Number(theme.slice(1))

/** Lays what moved every theme's score since the snapshot attached as `past`. */
export const layChanges = Effect.fn("layChanges")(function* (models: Sides<ScoreModel>) {
  const db = yield* DuckDb
  const read = (table: string) =>
    Effect.map(
      db.rows(`select theme, rank, score from ${table}`),
      (rows) => rows as unknown as ReadonlyArray<Row>
    )
  const past = yield* read("past.backlog")
  const scores = { past: scoresOf(past), now: scoresOf(yield* read("raw.scores where queue = 'requests'")) }
  const moved = [...causesOf(yield* readEvidence, models, scores)].toSorted(
    ([a], [b]) => numberOf(a) - numberOf(b)
  )
  const ranks = new Map(past.map(({ rank, theme }) => [theme, rank]))
  yield* db.append(
    ["raw", "rank_changes"],
    [
      moved.map(([theme]) => numberOf(theme)),
      moved.map(([theme]) => ranks.get(theme) ?? null),
      moved.map(([theme]) => (scores.past.get(theme) ?? 0) / 100),
      ...Cause.literals.map((_, i) => moved.map(([, causes]) => causes[i]! / 100))
    ]
  )
})
