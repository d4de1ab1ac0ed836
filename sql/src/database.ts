import { Context, Data, Effect, Layer, Option, Redacted, Schema, type Scope } from "effect"
import { AbortedTransactionError, type Dialect, Kysely, PostgresDialect, sql, type Transaction } from "kysely"
import { Pool, types } from "pg"
import { keptOpen, type Status } from "./kept-open.ts"
import { DatabaseNewer, migrate, MigrationFailed, migrationsFolder } from "./migrations.ts"
import { peopleLock } from "./people-lock.ts"
import { WorkerEnded, workerDialect } from "./pglite.ts"
import type { PeopleTables } from "./people-tables.ts"
import { type Scope as Schools, scopeText } from "./scope.ts"

/** The database cannot be reached or is not open yet; it is tried again without anyone's help. */
export class DatabaseDown extends Schema.TaggedError<DatabaseDown>()("DatabaseDown", {
  reason: Schema.String
}) {
  override get message() {
    return `The database does not answer (${this.reason}).`
  }
}

/** PostgreSQL refused a statement; `code` is its SQLSTATE. */
export class StatementFailed extends Schema.TaggedError<StatementFailed>()("StatementFailed", {
  operation: Schema.String,
  code: Schema.String,
  cause: Schema.Defect()
}) {}

export interface DatabaseOptions {
  /** PostgreSQL 15+; without it PGlite under `store` */
  readonly url: Option.Option<Redacted.Redacted<string>>
  readonly store: string
  readonly pid: number
  readonly migrations?: URL
}

export type Trouble = DatabaseDown | DatabaseNewer | MigrationFailed
const int8 = types.builtins.INT8
const date = types.builtins.DATE
const numeric = types.builtins.NUMERIC
const asText = (value: string) => value
const parsers = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    [int8, date, numeric].includes(type) ? asText : types.getTypeParser(type, format as "text")
} as typeof types

const server = (url: Redacted.Redacted<string>, onLost: (error: Error) => void): Dialect => {
  const pool = new Pool({
    connectionString: Redacted.value(url),
    connectionTimeoutMillis: 1_500,
    max: 8,
    types: parsers
  })
  pool.on("error", onLost)
  // a connection that breaks while it is lent and asks nothing has nobody else to tell
  pool.on("connect", (client) => client.on("error", onLost))
  return new PostgresDialect({ pool })
}

interface Failure extends Error {
  readonly code?: string
  readonly severity?: string
}

const shutDown = /^(08|57P)/
/** A statement's own failure carries a severity from the server; what is left with a code or a word of the wire is the way to it. */
const fromServer = ({ code = "", severity }: Failure) => severity !== undefined && !shutDown.test(code)
const lost = (error: Failure) =>
  error instanceof WorkerEnded ||
  error.code !== undefined ||
  /connect|terminat|timeout|destroyed/i.test(error.message)

class Unforeseen extends Data.TaggedError("Unforeseen")<{ readonly cause: unknown }> {}

const classify = (operation: string) => (cause: unknown) => {
  const error = cause as Failure
  if (fromServer(error)) return new StatementFailed({ operation, code: error.code ?? "", cause })
  if (error instanceof AbortedTransactionError)
    return new StatementFailed({ operation, code: "25P02", cause })
  return lost(error) ? new DatabaseDown({ reason: error.code ?? error.name }) : new Unforeseen({ cause })
}

const troubleOf = (error: unknown): Trouble => {
  if (error instanceof DatabaseNewer || error instanceof MigrationFailed) return error
  const failure = error as Failure
  return new DatabaseDown({ reason: failure.code ?? failure.message })
}

type Db = Kysely<PeopleTables>

/** Opened, migrated and destroyed with its scope. */
const open = (dialect: () => Dialect, folder: URL): Effect.Effect<Db, Trouble, Scope.Scope> =>
  Effect.gen(function* () {
    const db = yield* Effect.acquireRelease(
      Effect.sync(() => new Kysely<PeopleTables>({ dialect: dialect() })),
      (kysely) => Effect.promise(() => kysely.destroy())
    )
    yield* Effect.tryPromise({ try: () => migrate(db as unknown as Kysely<never>, folder), catch: troubleOf })
    return db
  })

const onServer = (url: Redacted.Redacted<string>, lost: Effect.Effect<void>) => () =>
  server(url, () => Effect.runFork(lost))

type Scoped<A> = (tx: Transaction<PeopleTables>) => Promise<A>

const within =
  <A>(schools: Schools, run: Scoped<A>) =>
  (db: Db) =>
    db.transaction().execute(async (tx) => {
      await sql`select enter_scope(${scopeText(schools)})`.execute(tx)
      return run(tx)
    })

const patience = "1500 millis"

const make = (options: DatabaseOptions) =>
  Effect.gen(function* () {
    const { store, url } = options
    const folder = options.migrations ?? migrationsFolder
    const kind = Option.isSome(url) ? ("postgresql" as const) : ("pglite" as const)
    if (kind === "pglite") yield* peopleLock(`${store}/people.lock`, options.pid)
    const lost: Effect.Effect<void> = Effect.suspend(() => kept.lost)
    const dialect = Option.match(url, {
      onNone: () => () => workerDialect(`${store}/people`),
      onSome: (it) => onServer(it, lost)
    })
    const kept = yield* keptOpen(open(dialect, folder))

    const waiting = Effect.flatMap(kept.status, ({ trouble }) =>
      Effect.fail(new DatabaseDown({ reason: trouble?.message ?? "it is still opening" }))
    )
    const opened = Effect.timeoutOrElse(kept.opened, { duration: patience, orElse: () => waiting })
    const attempt = <A>(operation: string, run: (db: Db) => Promise<A>, db: Db) =>
      Effect.tryPromise({ try: () => run(db), catch: classify(operation) }).pipe(
        Effect.catchTag("Unforeseen", ({ cause }) => Effect.die(cause)),
        Effect.tapError((error) => (error instanceof DatabaseDown ? kept.lost : Effect.void))
      )
    const query = <A>(operation: string, run: (db: Db) => Promise<A>) =>
      Effect.flatMap(opened, (db) => attempt(operation, run, db))
    const scoped = <A>(operation: string, schools: Schools, run: Scoped<A>) =>
      query(operation, within(schools, run))
    // the embedded database answers one after another: busy with others is not down
    const silent =
      kind === "pglite" ? Effect.void : Effect.fail(new DatabaseDown({ reason: "no answer within a second" }))
    const ping = Effect.asVoid(query("ping", (db) => sql`select 1`.execute(db))).pipe(
      Effect.timeoutOrElse({ duration: "1 second", orElse: () => silent })
    )
    const status: Effect.Effect<Status<Trouble>> = Effect.flatMap(kept.status, (now) =>
      now.state !== "ready"
        ? Effect.succeed(now)
        : Effect.match(ping, {
            onSuccess: () => now,
            onFailure: (error) => ({
              state: "down" as const,
              trouble: new DatabaseDown({ reason: error.message })
            })
          })
    )
    return {
      kind,
      /** `run` gets the one Kysely of both drivers; waits at most 1.5 s for a database that is not open */
      query,
      /** one transaction that sees and writes rows of these schools alone, whatever its statements say */
      scoped,
      /** never waits longer than a second */
      status
    }
  })

/**
 * People's memory: PostgreSQL where a URL is given, else PGlite, by the same queries. Opens behind the scenes, since
 * PGlite's first start takes seconds; fails at once only where another process owns the folder.
 */
export class Database extends Context.Service<Database, Effect.Success<ReturnType<typeof make>>>()(
  "sql/Database"
) {
  static readonly layer = (options: DatabaseOptions) => Layer.effect(Database, make(options))
}
