import { Effect, FileSystem, Schema } from "effect"
import { createHash } from "node:crypto"
import { fileURLToPath } from "node:url"
import { DuckDb } from "./duckdb.ts"
import { type Listed, listInSql, lists } from "./places.ts"

export type Kind = "staging" | "intermediate" | "marts"
const kinds: ReadonlyArray<Kind> = ["staging", "intermediate", "marts"]

/** One `.sql` file: its first line, `-- one row per …`, is its grain; a mart becomes a table, the others views. */
export interface Model {
  readonly name: string
  readonly kind: Kind
  readonly grain: string
  readonly sql: string
}

export class ModelsFailed extends Schema.TaggedError<ModelsFailed>()("ModelsFailed", {
  models: Schema.Array(Schema.String),
  reason: Schema.String
}) {
  override get message() {
    return `SQL models ${this.models.join(", ")}: ${this.reason}`
  }
}

/** A check that found rows: the data, or the engine that made it, breaks a promise of the snapshot. */
export class CheckFailed extends Schema.TaggedError<CheckFailed>()("CheckFailed", {
  check: Schema.String,
  promise: Schema.String,
  example: Schema.String
}) {
  override get message() {
    return `Check ${this.check} found a row that should not exist (${this.promise}): ${this.example}. The snapshot was not published; the previous one is still served.`
  }
}

const folder = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

const readFolder = Effect.fn(function* (name: string) {
  const files = yield* FileSystem.FileSystem
  const names = (yield* files.readDirectory(folder(name))).filter((file) => file.endsWith(".sql")).sort()
  return yield* Effect.forEach(names, (file) =>
    Effect.map(files.readFileString(`${folder(name)}/${file}`), (sql) => ({ name: file.slice(0, -4), sql }))
  )
})

const exampleOf = (row: object): string =>
  JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value))

const firstLine = (sql: string) => sql.slice(0, sql.indexOf("\n")).replace(/^--\s*/, "")

/** Every model of `sql/models`, not yet in order. */
export const models = Effect.map(
  Effect.forEach(kinds, (kind) =>
    Effect.map(readFolder(`models/${kind}`), (files) =>
      files.map((file): Model => ({ ...file, kind, grain: firstLine(file.sql) }))
    )
  ),
  (folders) => folders.flat()
)

export const checks = readFolder("checks")

/** Columns that a mart's second line lets be null. */
export const mayBeNull = ({ sql }: Pick<Model, "sql">): ReadonlyArray<string> =>
  /^-- may be null: (.*)$/m.exec(sql)?.[1]?.split(", ") ?? []

const raw = Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(folder("raw.sql")))

/** One row: the contract's closed lists, for the checks. */
const layLists = `create table raw.lists as select ${Object.keys(lists)
  .map((name) => `${listInSql(name as Listed)} as ${name}`)
  .join(", ")}`

/** Lays the empty tables that the pipeline fills before the models run. */
export const layRaw = Effect.gen(function* () {
  const db = yield* DuckDb
  yield* db.run(yield* raw)
  yield* db.run(layLists)
})

/** SHA-256 over the raw tables' declaration and every model and check, by name. */
export const modelsHash = Effect.gen(function* () {
  const hash = createHash("sha256").update(yield* raw)
  for (const { name, sql } of [...(yield* models), ...(yield* checks)]) hash.update(`\0${name}\0${sql}`)
  return hash.digest("hex")
})

/** Tables of a parsed statement by qualified name; names of its own `with` clauses are not tables. */
const tablesOf = (tree: string): ReadonlyArray<string> => {
  const found = new Set<string>()
  const own = new Set<string>()
  JSON.parse(tree, (key, node) => {
    if (node?.type === "BASE_TABLE") {
      found.add(node.schema_name === "" ? node.table_name : `${node.schema_name}.${node.table_name}`)
    }
    if (key === "cte_map") for (const entry of node.map) own.add(entry.key)
    return node
  })
  return [...found].filter((name) => !own.has(name)).sort()
}

/**
 * What each model selects from, as DuckDB's own parser reads it: the folder of files is its own graph.
 * From the serialised tree, because `getTableNames` of 1.5.6 is silent about joins with `using`.
 */
export const references = Effect.fn(function* (all: ReadonlyArray<Model>) {
  const db = yield* DuckDb
  const pairs = yield* Effect.forEach(all, ({ name, sql }) =>
    Effect.map(
      db.rows("select json_serialize_sql($sql::varchar)::varchar as tree", { sql }),
      ([row]) => [name, tablesOf(String(row?.["tree"]))] as const
    )
  )
  return new Map(pairs)
})

/** The models in an order in which each comes after all that it reads; equal ones by name. */
export const inOrder = (
  all: ReadonlyArray<Model>,
  reads: ReadonlyMap<string, ReadonlyArray<string>>
): Effect.Effect<ReadonlyArray<Model>, ModelsFailed> =>
  Effect.gen(function* () {
    const names = new Set(all.map(({ name }) => name))
    const placed = new Set<string>()
    const ready = ({ name }: Model) =>
      (reads.get(name) ?? []).every((other) => !names.has(other) || placed.has(other))
    const ordered: Array<Model> = []
    while (ordered.length < all.length) {
      const next = all.filter((model) => !placed.has(model.name) && ready(model))
      if (next.length === 0) {
        const stuck = all.map(({ name }) => name).filter((name) => !placed.has(name))
        return yield* new ModelsFailed({ models: stuck, reason: "they read each other in a circle" })
      }
      for (const model of next) placed.add(model.name)
      ordered.push(...next)
    }
    return ordered
  })

/** Names of `wanted` and of all that they read, however far. */
export const upstream = (
  wanted: ReadonlyArray<string>,
  reads: ReadonlyMap<string, ReadonlyArray<string>>
): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const other of reads.get(name) ?? []) visit(other)
  }
  wanted.forEach(visit)
  return found
}

const statement = ({ name, kind, sql }: Model) =>
  kind === "marts" ? `create table snapshot.main.${name} as ${sql}` : `create view ${name} as ${sql}`

/**
 * Makes every model that `ready` lets through, in order: marts as tables of the attached database `snapshot`,
 * the others as views of the workshop. Returns the names made.
 */
export const make = Effect.fn("models.make")(function* (ready: (reads: ReadonlySet<string>) => boolean) {
  const db = yield* DuckDb
  const all = yield* models
  const reads = yield* references(all)
  const ordered = yield* inOrder(all, reads)
  const chosen = ordered.filter(({ name }) => ready(upstream([name], reads)))
  yield* Effect.forEach(chosen, (model) => db.run(statement(model)))
  return chosen.map(({ name }) => name)
})

/** A row of a mart that is null where its model does not say that it may be. */
const nullCheck = Effect.fn(function* (mart: Model) {
  const db = yield* DuckDb
  const may = new Set(mayBeNull(mart))
  const columns = (yield* db.rows(`describe snapshot.main.${mart.name}`)).map((row) =>
    String(row["column_name"])
  )
  const must = columns.filter((column) => !may.has(column)).map((column) => `"${column}" is null`)
  const sql = `-- ${mart.name} is null only where its model says «may be null»
select * from snapshot.main.${mart.name} where ${must.join(" or ")} limit 1`
  return { name: `${mart.name}_not_null`, sql }
})

/** Runs every check; the first that returns a row fails the build. */
export const check = Effect.gen(function* () {
  const db = yield* DuckDb
  const marts = (yield* models).filter(({ kind }) => kind === "marts")
  const all = [...(yield* checks), ...(yield* Effect.forEach(marts, nullCheck))]
  for (const { name, sql } of all) {
    const [row] = yield* db.rows(sql)
    if (row !== undefined) {
      return yield* new CheckFailed({ check: name, promise: firstLine(sql), example: exampleOf(row) })
    }
  }
})
