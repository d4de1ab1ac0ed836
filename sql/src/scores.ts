import { Part, type Ranked, type Signals } from "@otklik/contract/score"
import type { ScoreModel } from "@otklik/contract/score-model"
import { Effect } from "effect"
import { canonical } from "./canonical.ts"
import { DuckDb } from "./duckdb.ts"
import { hashOf } from "./score-models.ts"
import type { ThemeSignals } from "./signals.ts"

const integers = [
  "schools",
  "schoolsTotal",
  "messages",
  "people",
  "families"
] as const satisfies ReadonlyArray<keyof Signals>

const doubles = ["heard", "severe", "recent", "expected", "cohesion"] as const satisfies ReadonlyArray<
  keyof Signals
>

/** `schoolsTotal` of the contract is `schools_total` in a table. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A theme to lay: its signals, and the places that 19 of 20 resamplings of the schools give, if they were resampled. */
export interface ThemeScored extends ThemeSignals {
  readonly interval: { readonly low: number; readonly high: number } | null
  /** what is built, or which guides are written */
  readonly queue: "requests" | "guides"
}

const declaration = [
  "queue varchar",
  "position int",
  "rank int",
  "rank_low int",
  "rank_high int",
  "theme varchar",
  "score double",
  "share double",
  "quiet_districts varchar[]",
  "weeks int[]",
  ...integers.map((name) => `${snake(name)} int`),
  ...doubles.map((name) => `${name} double`),
  ...Part.literals.map((part) => `${part}_measure double`),
  ...Part.literals.map((part) => `${part}_points double`),
  ...Part.literals.map((part) => `${part}_adds double`)
]

const shareOf = ({ schools, schoolsTotal }: Signals) => (schoolsTotal === 0 ? 0 : schools / schoolsTotal)

/**
 * Lays the ranked themes of both queues, each in order, into `raw.scores`: their signals, their share of the schools, and
 * of each part the measure, its points and what it adds.
 */
export const layScores = Effect.fn("layScores")(function* (
  requests: ReadonlyArray<Ranked<ThemeScored>>,
  guides: ReadonlyArray<Ranked<ThemeScored>> = []
) {
  const db = yield* DuckDb
  const order = [...requests, ...guides]
  yield* db.run(`create table raw.scores (${declaration.join(", ")})`)
  yield* db.append(
    ["raw", "scores"],
    [
      order.map(({ item }) => item.queue),
      [...requests.keys(), ...guides.keys()].map((position) => position + 1),
      order.map(({ rank }) => rank),
      order.map(({ item }) => item.interval?.low ?? null),
      order.map(({ item }) => item.interval?.high ?? null),
      order.map(({ item }) => item.theme),
      order.map(({ score }) => score),
      order.map(({ item }) => shareOf(item)),
      order.map(({ item }) => [...item.quietDistricts]),
      order.map(({ item }) => [...item.weeks]),
      ...[...integers, ...doubles].map((name) => order.map(({ item }) => item[name])),
      ...Part.literals.map((part) => order.map(({ item }) => item.measures[part])),
      ...Part.literals.map((_, i) => order.map(({ parts }) => parts[i]?.points ?? 0)),
      ...Part.literals.map((_, i) => order.map(({ parts }) => parts[i]?.adds ?? 0))
    ]
  )
})

/** Lays the model whole into `raw.score_model`, so that the snapshot can be scored by it for ever. */
export const layModel = Effect.fn("layModel")(function* (model: ScoreModel) {
  const db = yield* DuckDb
  yield* db.append(["raw", "score_model"], [[model.name], [hashOf(model)], [canonical(model)]])
})
