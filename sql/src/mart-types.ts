import { Effect } from "effect"
import { DuckDb } from "./duckdb.ts"
import { layRaw, make, mayBeNull, type Model, models } from "./models.ts"
import { layScores } from "./scores.ts"

const types: Readonly<Record<string, string>> = {
  INTEGER: "number",
  DOUBLE: "number",
  UBIGINT: "bigint",
  UTINYINT: "number",
  USMALLINT: "number",
  VARCHAR: "string",
  BOOLEAN: "boolean",
  TIMESTAMP: "Date",
  DATE: "Date",
  "INTEGER[]": "ReadonlyArray<number>",
  "DOUBLE[]": "ReadonlyArray<number>",
  "VARCHAR[]": "ReadonlyArray<string>"
}

/** Columns whose values are one of the contract's closed lists or ids. */
const closed: Readonly<Record<string, string>> = {
  theme: "ThemeId",
  other: "ThemeId",
  parent: "ThemeId",
  coarse: "ThemeId",
  message_id: "MessageId",
  family: "Family",
  district: "District",
  role: "Role",
  service: "Service",
  verdict: "Verdict",
  verdict_second: "Verdict",
  direction: "Direction",
  stage: "Stage",
  language: "Language",
  priority: "Priority",
  flags: "ReadonlyArray<Flag>",
  quiet_districts: "ReadonlyArray<District>"
}

/** A number of `voices` is a place in a closed list, not a value of it. */
const typeOf = (column: string, type: string) => {
  const plain = types[type] ?? "unknown"
  return plain === "number" ? plain : (closed[column] ?? plain)
}

const field = (column: string, type: string, nullable: boolean) =>
  `  readonly ${column}: ${typeOf(column, type)}${nullable ? " | null" : ""}`

const pascal = (name: string) =>
  name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

const printed = (model: Model, columns: ReadonlyArray<readonly [string, string]>) => {
  const nullable = new Set(mayBeNull(model))
  const fields = columns.map(([column, type]) => field(column, type, nullable.has(column)))
  return `/** ${model.grain} */\nexport interface ${pascal(model.name)}Table {\n${fields.join("\n")}\n}\n`
}

const interfaceOf = (marts: ReadonlyArray<Model>) => {
  const lines = marts.map(({ name: mart }) => `  readonly ${mart}: ${pascal(mart)}Table`)
  return `/** Every table of a snapshot. */\nexport interface Marts {\n${lines.join("\n")}\n}\n`
}

const header = () => {
  const names = [...new Set(Object.values(closed))].filter((name) => !name.startsWith("ReadonlyArray")).sort()
  return `// Printed by print-tables.ts from sql/models/marts: do not edit.
import type { Flag } from "@otklik/contract/backlog"
import type {
  ${names.join(",\n  ")}
} from "@otklik/contract/vocabulary"
`
}

/** The TypeScript text of every mart's row, as DuckDB itself describes the models run over empty tables. */
export const martTypes = Effect.gen(function* () {
  const db = yield* DuckDb
  yield* db.run("attach ':memory:' as snapshot")
  yield* layRaw
  yield* layScores([])
  yield* db.run("set search_path = 'memory.main,snapshot.main'")
  yield* make(() => true)
  const marts = (yield* models).filter(({ kind }) => kind === "marts")
  const texts = yield* Effect.forEach(marts, (model) =>
    Effect.map(db.rows(`describe snapshot.main.${model.name}`), (rows) =>
      printed(
        model,
        rows.map((row) => [String(row["column_name"]), String(row["column_type"])])
      )
    )
  )
  return [header(), ...texts, interfaceOf(marts)].join("\n")
}).pipe(Effect.provide(DuckDb.layer({ path: ":memory:", threads: 1, memory: "256MiB", temporary: ".tmp" })))
