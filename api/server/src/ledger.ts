import type { Entry } from "@otklik/contract/ledger"
import { Database, type DatabaseDown, type StatementFailed } from "@otklik/sql/database"
import type { Draft, Refusal } from "@otklik/sql/ledger/admit"
import { append, readHead, rowsOf } from "@otklik/sql/ledger/append"
import { foreignAmong } from "@otklik/sql/ledger/read"
import type { Row } from "@otklik/sql/ledger/row"
import type { PeopleTables } from "@otklik/sql/people-tables"
import type { Scope } from "@otklik/sql/scope"
import { Clock, Context, Effect, Layer, PubSub, Schedule, Semaphore } from "effect"
import type { Kysely } from "kysely"
import { entriesOf } from "./entries.ts"
import { databaseDown, type Failure } from "./failures.ts"
import { begin, follow, nothing, type Projection } from "./projection.ts"
import { failureOfRefusal } from "./refusals.ts"
import { Snapshots } from "./snapshots.ts"

type Db = Kysely<PeopleTables>

const reasonOf = (error: DatabaseDown | StatementFailed) =>
  error._tag === "DatabaseDown" ? Effect.fail(databaseDown) : Effect.die(error)

/** The decision that a refusal speaks of, where it speaks of one. */
const inTheWay = async (db: Db, refusal: Refusal, decided: number): Promise<Entry | null> => {
  if (refusal.why !== "conflict" && refusal.why !== "undone") return null
  const query = db.selectFrom("ledger").select("decision")
  const found =
    refusal.why === "undone"
      ? [{ decision: refusal.undoneBy as string }]
      : await query.where("subject", "=", refusal.subject).where("version", "=", refusal.version).execute()
  const rows = await rowsOf(
    db,
    found.map(({ decision }) => decision)
  )
  return (await entriesOf(db, rows, decided))[0] ?? null
}

const make = Effect.gen(function* () {
  const database = yield* Database
  const snapshots = yield* Snapshots
  const turn = yield* Semaphore.make(1)
  const news = yield* PubSub.sliding<Projection>(16)
  let projection: Projection | null = null

  const decided = Effect.map(snapshots.current, (file) => file?.decided ?? 0)
  const query = <A>(operation: string, run: (db: Db) => Promise<A>): Effect.Effect<A, Failure> =>
    Effect.catch(database.query(operation, run), reasonOf)

  /** Takes in what was decided since, by whichever server. */
  const refresh = Effect.gen(function* () {
    const before = projection
    const from = yield* decided
    const after = yield* query("follow the ledger", (db) =>
      before === null ? begin(db, from) : follow(db, before)
    )
    projection = after
    if (after !== before) yield* PubSub.publish(news, after)
  }).pipe(turn.withPermit)

  const others = database.kind === "postgresql" ? Schedule.spaced("1 second") : Schedule.recurs(0)
  const loading = refresh.pipe(Effect.retry(Schedule.spaced("1 second")))
  yield* Effect.forkScoped(Effect.repeat(loading, others))

  return {
    query,
    /** all that was decided, as far as this server knows; nothing until the database has answered once */
    now: Effect.sync(() => projection ?? nothing),
    head: query("read the end of the ledger", (db) => readHead(db)),
    foreign: (subjects: ReadonlyArray<string>, scope: Scope) =>
      query("read schools", (db) => foreignAmong(db, subjects, scope)),
    refresh,
    news,
    /** Records decisions, all or none, and takes them in. */
    write: Effect.fn("Ledger.write")(function* (drafts: ReadonlyArray<Draft>) {
      const at = new Date(yield* Clock.currentTimeMillis)
      const appended = yield* query("record decisions", (db) => append(db, drafts, at))
      const until = yield* decided
      if ("why" in appended) {
        const other = yield* query("read a conflict", (db) => inTheWay(db, appended, until))
        return yield* failureOfRefusal(appended, other)
      }
      yield* Effect.ignore(refresh)
      return yield* query("read what was recorded", (db) => entriesOf(db, appended.rows, until))
    }),
    entries: (rows: ReadonlyArray<Row>) =>
      Effect.flatMap(decided, (until) => query("read decisions", (db) => entriesOf(db, rows, until)))
  }
})

/** The ledger of decisions, and in memory what of it lies over the snapshot that is served. */
export class Ledger extends Context.Service<Ledger, Effect.Success<typeof make>>()("server/Ledger") {
  static readonly layer = Layer.effect(Ledger, make)
}
