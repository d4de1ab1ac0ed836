import { Database, type DatabaseDown, type StatementFailed } from "@otklik/sql/database"
import type { Draft, Refusal } from "@otklik/sql/ledger/admit"
import { append, readHead, rowAt, rowsOf } from "@otklik/sql/ledger/append"
import { foreignAmong } from "@otklik/sql/ledger/read"
import type { Row } from "@otklik/sql/ledger/row"
import type { PeopleTables } from "@otklik/sql/people-tables"
import type { Scope } from "@otklik/sql/scope"
import { Clock, Context, Effect, Layer } from "effect"
import type { Kysely } from "kysely"
import { entriesOf } from "./entries.ts"
import { databaseDown, type Failure } from "./failures.ts"
import { followed } from "./following.ts"
import { failureOfRefusal } from "./refusals.ts"
import { Snapshots } from "./snapshots.ts"

type Db = Kysely<PeopleTables>

const reasonOf = (error: DatabaseDown | StatementFailed) =>
  error._tag === "DatabaseDown" ? Effect.fail(databaseDown) : Effect.die(error)

/** The decision that a refusal speaks of, where it speaks of one. */
const inTheWay = async (db: Db, refusal: Refusal): Promise<ReadonlyArray<Row>> => {
  if (refusal.why === "undone") return rowsOf(db, [refusal.undoneBy])
  return refusal.why === "conflict" ? rowAt(db, refusal.subject, refusal.version) : []
}

const make = Effect.gen(function* () {
  const database = yield* Database
  const snapshots = yield* Snapshots
  const decided = Effect.map(snapshots.current, (file) => file?.decided ?? 0)
  const query = <A>(operation: string, run: (db: Db) => Promise<A>): Effect.Effect<A, Failure> =>
    Effect.catch(database.query(operation, run), reasonOf)
  const following = yield* followed(query, database.kind === "postgresql")
  const entries = (rows: ReadonlyArray<Row>, scope: Scope) =>
    Effect.flatMap(decided, (until) => query("read decisions", (db) => entriesOf(db, rows, until, scope)))
  return {
    ...following,
    query,
    entries,
    head: query("read the end of the ledger", (db) => readHead(db)),
    foreign: (subjects: ReadonlyArray<string>, scope: Scope) =>
      query("read schools", (db) => foreignAmong(db, subjects, scope)),
    /** Records decisions, all or none, and takes them in. */
    write: Effect.fn("Ledger.write")(function* (drafts: ReadonlyArray<Draft>) {
      const at = new Date(yield* Clock.currentTimeMillis)
      const recorded = query("record decisions", (db) => append(db, drafts, at))
      const appended = yield* Effect.uninterruptible(
        Effect.tap(recorded, () => Effect.ignore(following.refresh))
      )
      if ("why" in appended) {
        const rows = yield* query("read a conflict", (db) => inTheWay(db, appended))
        return yield* failureOfRefusal(appended, (yield* entries(rows, "all"))[0] ?? null)
      }
      return yield* entries(appended.rows, "all")
    })
  }
})

/** The ledger of decisions, and in memory what of it lies over the snapshot that is served. */
export class Ledger extends Context.Service<Ledger, Effect.Success<typeof make>>()("server/Ledger") {
  static readonly layer = Layer.effect(Ledger, make)
}
