import { Database, type StatementFailed } from "@otklik/sql/database"
import type { PeopleTables } from "@otklik/sql/people-tables"
import type { Scope } from "@otklik/sql/scope"
import { Effect } from "effect"
import type { Kysely, Transaction } from "kysely"
import { databaseDown, Failure } from "./failures.ts"

/** A statement that fails is a fault of ours; a database that does not answer is told in a sentence. A `Failure` that is thrown undoes the transaction. */
const told = <A>(asked: Effect.Effect<A, DatabaseFailure>): Effect.Effect<A, Failure> =>
  Effect.catchTags(asked, {
    DatabaseDown: () => Effect.fail(databaseDown),
    StatementFailed: (error: StatementFailed) => Effect.die(error)
  }).pipe(
    Effect.catchDefect((defect) => (defect instanceof Failure ? Effect.fail(defect) : Effect.die(defect)))
  )
type DatabaseFailure = Effect.Error<ReturnType<Database["Service"]["query"]>>

/** Asks people's memory. */
export const remembered = <A>(
  operation: string,
  run: (db: Kysely<PeopleTables>) => Promise<A>
): Effect.Effect<A, Failure, Database> => Database.use(({ query }) => told(query(operation, run)))

/** Asks people's memory in one transaction, which is undone whole where it fails. */
export const together = <A>(
  operation: string,
  run: (tx: Transaction<PeopleTables>) => Promise<A>
): Effect.Effect<A, Failure, Database> => remembered(operation, (db) => db.transaction().execute(run))

/** Asks for rows of schools: one transaction that sees those of its scope alone. */
export const rememberedWithin = <A>(
  operation: string,
  scope: Scope,
  run: (tx: Transaction<PeopleTables>) => Promise<A>
): Effect.Effect<A, Failure, Database> => Database.use(({ scoped }) => told(scoped(operation, scope, run)))
