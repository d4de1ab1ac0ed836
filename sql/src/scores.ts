import { Part, type Ranked, type Signals } from "@otklik/contract/score"
import { Effect } from "effect"
import { DuckDb } from "./duckdb.ts"
import type { ThemeSignals } from "./signals.ts"

const integers = [
  "schools",
  "schoolsTotal",
  "messages",
  "heard",
  "people",
  "voices",
  "recent",
  "families"
] as const satisfies ReadonlyArray<keyof Signals>

const doubles = ["severe", "expected", "cohesion"] as const satisfies ReadonlyArray<keyof Signals>

/** `schoolsTotal` of the contract is `schools_total` in a table. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const declaration = [
  "rank int",
  "theme varchar",
  "score double",
  "share double",
  ...integers.map((name) => `${snake(name)} int`),
  ...doubles.map((name) => `${name} double`),
  ...Part.literals.map((part) => `${part}_points double`)
]

const shareOf = ({ schools, schoolsTotal }: Signals) => (schoolsTotal === 0 ? 0 : schools / schoolsTotal)

/** Lays the ranked themes into `raw.scores`: their signals, their share of the schools and the points of each part. */
export const layScores = Effect.fn("layScores")(function* (order: ReadonlyArray<Ranked<ThemeSignals>>) {
  const db = yield* DuckDb
  yield* db.run(`create table raw.scores (${declaration.join(", ")})`)
  yield* db.append(
    ["raw", "scores"],
    [
      order.map(({ rank }) => rank),
      order.map(({ item }) => item.theme),
      order.map(({ score }) => score),
      order.map(({ item }) => shareOf(item)),
      ...[...integers, ...doubles].map((name) => order.map(({ item }) => item[name])),
      ...Part.literals.map((_, i) => order.map(({ parts }) => parts[i]?.points ?? 0))
    ]
  )
})
