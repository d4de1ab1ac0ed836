import type { DuckDBConnection } from "@duckdb/node-api"
import type { BacklogItem } from "@otklik/contract/backlog"
import { readModel, type ScoreModel } from "@otklik/contract/score-model"
import { SnapshotId } from "@otklik/contract/vocabulary"
import { DuckDb, DuckDbError, type Params, type Row } from "@otklik/sql/duckdb"
import { duckDbDialect } from "@otklik/sql/duckdb-dialect"
import { type Material, readMaterial } from "@otklik/sql/signals/ground"
import type { Marts } from "@otklik/sql/tables.gen"
import { Data, Effect, FileSystem, Option, Result, Schema, type Scope } from "effect"
import { Kysely } from "kysely"
import type { ReadonlyKysely } from "kysely/readonly"
import { readQueue } from "./backlog-item.ts"
import { pageCache, type PageCache } from "./page-cache.ts"
import { readRoll, type Roll, rollProbe } from "./roll.ts"

const sentences = {
  newer: "was made by a newer Otklik: update this one, or run otklik build with it.",
  older: "was made by an older Otklik and lacks what this one reads: run otklik build to make one anew.",
  damaged: "is damaged: run otklik build to make it anew."
}

/** A snapshot that cannot be served. */
export class SnapshotUnreadable extends Schema.TaggedError<SnapshotUnreadable>()("SnapshotUnreadable", {
  id: Schema.String,
  reason: Schema.Literals(["damaged", "newer", "older"]),
  cause: Schema.Defect()
}) {
  override get message() {
    return `Snapshot ${this.id} ${sentences[this.reason]}`
  }
}

/** One attached snapshot. It never changes: whatever is read from it may be kept while it is served. */
export interface SnapshotFile {
  readonly id: SnapshotId
  /** newest message read, ISO 8601 in UTC */
  readonly asOf: string
  readonly messages: number
  readonly themes: number
  readonly schools: number
  /** that its themes are scored by */
  readonly model: ScoreModel
  readonly modelHash: string
  /** of the store, as the build knew it */
  readonly timezone: string
  /** place in the ledger of the last decision that its build read, 0 for none */
  readonly decided: number
  /** the whole ranked backlog, best first */
  readonly backlog: ReadonlyArray<BacklogItem>
  /** methodical themes, in the order of the guides to write */
  readonly guides: ReadonlyArray<BacklogItem>
  /** all that signals of a slice are gathered from, read into memory once it is asked for */
  readonly material: Effect.Effect<Material, DuckDbError>
  /** every message in small numbers, read into memory once it is asked for */
  readonly roll: Effect.Effect<Roll, DuckDbError>
  readonly pages: PageCache
  readonly query: <A>(run: (db: ReadonlyKysely<Marts>) => Promise<A>) => Effect.Effect<A, DuckDbError>
  /** for statements with values by name; interrupted with the request */
  readonly rows: (sql: string, params?: Params) => Effect.Effect<ReadonlyArray<Row>, DuckDbError>
}

const newest = 1
const fileHeaders = 3 * 4096
const pageBytes = 32 * 1024 * 1024
const Inputs = Schema.Struct({
  format: Schema.Int,
  decisions: Schema.Array(Schema.Struct({ path: Schema.String })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed([]))
  )
})
const decodeManifest = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Struct({ inputs: Inputs })))
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** A manifest that is absent or older says nothing against a file that opens. */
const inputsOf = (manifest: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(manifest)).pipe(
    Effect.map((text) => Option.getOrNull(decodeManifest(text))?.inputs ?? null),
    Effect.orElseSucceed(() => null)
  )

/** A file of decisions is named after the last one in it. */
const lastDecided = (decisions: ReadonlyArray<{ readonly path: string }>) =>
  Math.max(0, ...decisions.map(({ path }) => Number(/(\d+)\.ndjson$/.exec(path)?.[1] ?? 0)))

/** Truncation past DuckDB's own catalogue shows in the file's length alone. */
const isWhole = Effect.fn(function* (name: string, path: string) {
  const db = yield* DuckDb
  const files = yield* FileSystem.FileSystem
  const { size } = yield* files.stat(path)
  const [row] = yield* db.rows(
    "select (block_size * total_blocks)::double as bytes from pragma_database_size() where database_name = $name",
    { name }
  )
  return Number(size) >= Number(row?.["bytes"]) + fileHeaders
})

const attached = (name: string, path: string) =>
  Effect.acquireRelease(
    DuckDb.use((db) => db.run(`attach ${quoted(path)} as ${name} (read_only)`)),
    () => Effect.ignore(DuckDb.use((db) => db.run(`detach ${name}`)))
  )

const rowsIn = (db: DuckDb["Service"], name: string) => (sql: string, params?: Params) =>
  Effect.tryPromise({
    try: async (signal) => {
      const connection = await db.instance.connect()
      try {
        signal.addEventListener("abort", () => connection.interrupt())
        await connection.run(`use ${name}`)
        return (await connection.runAndReadAll(sql, params)).getRowObjectsJS() as ReadonlyArray<Row>
      } finally {
        connection.closeSync()
      }
    },
    catch: (cause) => new DuckDbError({ sql, cause })
  })

/** Read once; again only where that failed. */
const readOnce = <A>(
  db: DuckDb["Service"],
  name: string,
  what: string,
  read: (connection: DuckDBConnection) => Promise<A>
): Effect.Effect<A, DuckDbError> => {
  let reading: Promise<A> | null = null
  const begin = async () => {
    const connection = await db.instance.connect()
    try {
      await connection.run(`use ${name}`)
      return await read(connection)
    } catch (cause) {
      reading = null
      throw cause
    } finally {
      connection.closeSync()
    }
  }
  return Effect.tryPromise({
    try: () => (reading ??= begin()),
    catch: (cause) => new DuckDbError({ sql: `${what} of ${name}`, cause })
  })
}

/** The snapshot was scored by a model of another form than models have now. */
class ModelOlder extends Data.TaggedError("ModelOlder")<{ readonly reason: string }> {}

const modelOf = Effect.fnUntraced(function* (json: string) {
  const read = readModel(JSON.parse(json))
  return Result.isSuccess(read)
    ? read.success
    : yield* new ModelOlder({ reason: read.failure.map(({ en }) => en).join(" ") })
})

const opened = Effect.fn(function* (folder: string, id: SnapshotId, decided: number) {
  const name = `s_${id}`
  const path = `${folder}/${id}.duckdb`
  const db = yield* DuckDb
  yield* attached(name, path)
  if (!(yield* isWhole(name, path))) return yield* Effect.fail("shorter than its own header says")
  const kysely = new Kysely<Marts>({ dialect: duckDbDialect(db.instance, [`use ${name}`]) })
  const query = <A>(run: (marts: ReadonlyKysely<Marts>) => Promise<A>) =>
    Effect.tryPromise({
      try: () => run(kysely as unknown as ReadonlyKysely<Marts>),
      catch: (cause) => new DuckDbError({ sql: `a query of ${name}`, cause })
    })
  const about = yield* query((marts) => marts.selectFrom("snapshot").selectAll().executeTakeFirstOrThrow())
  const scored = yield* query((marts) =>
    marts.selectFrom("score_model").selectAll().executeTakeFirstOrThrow()
  )
  const model = yield* modelOf(scored.json)
  const rows = rowsIn(db, name)
  yield* rows(rollProbe)
  return {
    id,
    asOf: about.as_of?.toISOString() ?? "",
    messages: about.messages,
    themes: about.themes,
    schools: about.schools_total,
    decided,
    timezone: about.timezone,
    model,
    modelHash: scored.hash,
    backlog: yield* query((marts) => readQueue(marts, "backlog", model)),
    guides: yield* query((marts) => readQueue(marts, "guides", model)),
    material: readOnce(db, name, "voices", (connection) => readMaterial(connection)),
    roll: readOnce(db, name, "the roll", readRoll),
    pages: pageCache(pageBytes),
    query,
    rows
  } satisfies SnapshotFile
})

/** A whole file that lacks a table or column, or whose model lacks a part, was made before there was one. */
const reasonOf = (cause: unknown) =>
  cause instanceof ModelOlder ||
  (cause instanceof DuckDbError && /^DuckDB: (Catalog|Binder) Error/.test(cause.message))
    ? "older"
    : "damaged"

/** Attaches a snapshot read-only until the scope closes and reads its backlog into memory. */
export const snapshotFile = (
  folder: string,
  id: SnapshotId
): Effect.Effect<SnapshotFile, SnapshotUnreadable, DuckDb | FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const inputs = yield* inputsOf(`${folder}/${id}.json`)
    if (inputs !== null && inputs.format > newest)
      return yield* new SnapshotUnreadable({ id, reason: "newer", cause: `format ${inputs.format}` })
    return yield* opened(folder, id, lastDecided(inputs?.decisions ?? [])).pipe(
      Effect.mapError((cause) => new SnapshotUnreadable({ id, reason: reasonOf(cause), cause }))
    )
  })
