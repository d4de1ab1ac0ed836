import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api"
import { Context, Effect, Layer, Schema, Semaphore, Stream } from "effect"

export class DuckDbError extends Schema.TaggedError<DuckDbError>()("DuckDbError", {
  sql: Schema.String,
  cause: Schema.Defect()
}) {}

export type Params = Record<string, DuckDBValue> | Array<DuckDBValue>
export type Row = Readonly<Record<string, unknown>>

export interface DuckDbOptions {
  readonly path: string
  readonly threads: number
  /** DuckDB's own words: "512MiB" */
  readonly memory: string
  readonly temporary: string
  readonly readOnly?: boolean
}

const attempt = <A>(sql: string, body: () => Promise<A>) =>
  Effect.tryPromise({ try: body, catch: (cause) => new DuckDbError({ sql, cause }) })

const config = (options: DuckDbOptions): Record<string, string> => ({
  threads: String(options.threads),
  memory_limit: options.memory,
  temp_directory: options.temporary,
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  ...(options.readOnly ? { access_mode: "READ_ONLY" } : {})
})

const make = (options: DuckDbOptions) =>
  Effect.gen(function* () {
    const instance = yield* Effect.acquireRelease(
      attempt(`open ${options.path}`, () => DuckDBInstance.create(options.path, config(options))),
      (db) => Effect.sync(() => db.closeSync())
    )
    const connect = Effect.acquireRelease(
      attempt("connect", () => instance.connect()),
      (c) => Effect.sync(() => c.closeSync())
    )
    const writer = yield* connect
    const turn = yield* Semaphore.make(1)
    const use = <A>(label: string, body: (connection: DuckDBConnection) => Promise<A>) =>
      turn.withPermit(attempt(label, () => body(writer)))
    return {
      instance,
      /** any other call of the driver, in turn with the rest */
      use,
      run: (sql: string, params?: Params) => use(sql, (c) => c.run(sql, params)).pipe(Effect.asVoid),
      rows: (sql: string, params?: Params) =>
        use(sql, async (c) => (await c.runAndReadAll(sql, params)).getRowObjectsJS() as ReadonlyArray<Row>),
      stream: (sql: string, params?: Params) =>
        Stream.unwrap(
          Effect.gen(function* () {
            const result = yield* connect.pipe(
              Effect.flatMap((c) => attempt(sql, () => c.stream(sql, params)))
            )
            return Stream.fromAsyncIterable(
              result.yieldRowObjectJs(),
              (cause) => new DuckDbError({ sql, cause })
            ).pipe(Stream.flattenIterable)
          })
        )
    }
  })

/** One DuckDB instance owned by a scope: reads and writes take turns on one connection, streams own theirs. */
export class DuckDb extends Context.Service<DuckDb, Effect.Success<ReturnType<typeof make>>>()("sql/DuckDb") {
  static readonly layer = (options: DuckDbOptions) => Layer.effect(DuckDb, make(options))
}
