import { assert, it } from "@effect/vitest"
import { Database, DatabaseDown } from "@otklik/sql/database"
import { Effect, Option, Redacted, Schedule } from "effect"
import { sql } from "kysely"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { temporaryFolder } from "../fixtures/snapshot.ts"
import { postgres } from "../postgres.ts"

const ask = Database.use(({ query }) => query("ask", (db) => sql`select 1`.execute(db)))
const patiently = ask.pipe(Effect.retry({ schedule: Schedule.spaced("100 millis"), times: 200 }))
const borrowed = process.env["DATABASE_URL"] !== undefined && process.env["DATABASE_URL"] !== ""

it.live.skipIf(borrowed)(
  "PostgreSQL that goes away is said to be down at once, and used again when it is back",
  () =>
    Effect.gen(function* () {
      const server = yield* Effect.acquireRelease(Effect.promise(postgres), ({ stop }) =>
        Effect.promise(stop)
      )
      const layer = Database.layer({
        url: Option.some(Redacted.make(server.url)),
        store: "unused",
        pid: process.pid
      })
      yield* Effect.gen(function* () {
        yield* patiently
        yield* Effect.promise(server.crash!)
        assert.instanceOf(yield* Effect.flip(ask), DatabaseDown)
        const { state, trouble } = yield* Database.use(({ status }) => status)
        assert.strictEqual(state, "down")
        assert.notInclude(trouble?.message ?? "", "otklik@")
        yield* Effect.promise(server.start!)
        yield* patiently
        assert.strictEqual((yield* Database.use((it) => it.status)).state, "ready")
      }).pipe(Effect.provide(layer))
    })
)

it.live("where nothing listens a question is answered with the reason, not left waiting", () =>
  Effect.gen(function* () {
    const url = Option.some(Redacted.make("postgres://me:secret@127.0.0.1:1/none"))
    yield* Effect.gen(function* () {
      const error = yield* Effect.flip(ask)
      assert.instanceOf(error, DatabaseDown)
      assert.include(error.message, "ECONNREFUSED")
      assert.notInclude(error.message, "secret")
    }).pipe(Effect.provide(Database.layer({ url, store: "unused", pid: process.pid })))
  })
)

it.live("a question that stops the embedded database's thread does not stop ours", () =>
  Effect.gen(function* () {
    const store = yield* temporaryFolder
    yield* Effect.gen(function* () {
      yield* patiently
      const { query } = yield* Database
      const heavy = query("heavy", (db) => sql`select count(*) from generate_series(1, 3000000)`.execute(db))
      let ticks = 0
      const ticking = Effect.sync(() => ticks++).pipe(Effect.repeat(Schedule.spaced("5 millis")))
      yield* Effect.race(heavy, ticking)
      assert.isAbove(ticks, 5)
    }).pipe(Effect.provide(Database.layer({ url: Option.none(), store, pid: process.pid })))
  })
)

it.live("a first start that was cut off leaves nothing that the next one takes for a database", () =>
  Effect.gen(function* () {
    const store = yield* temporaryFolder
    const draft = join(store, "people.new")
    mkdirSync(draft)
    writeFileSync(join(draft, "PG_VERSION"), "1")
    yield* patiently.pipe(Effect.provide(Database.layer({ url: Option.none(), store, pid: process.pid })))
    assert.isFalse(existsSync(draft))
    assert.isTrue(existsSync(join(store, "people", "PG_VERSION")))
  })
)
