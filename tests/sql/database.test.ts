import { assert, describe, layer } from "@effect/vitest"
import { Database, DatabaseDown, StatementFailed } from "@otklik/sql/database"
import { Effect, Fiber, Layer, Option, Redacted } from "effect"
import { sql } from "kysely"
import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { postgres } from "../postgres.ts"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "otklik-people-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)
const server = Effect.acquireRelease(Effect.promise(postgres), ({ stop }) => Effect.promise(stop))

const pglite = Layer.unwrap(
  Effect.map(folder, (store) => Database.layer({ url: Option.none(), store, pid: process.pid }))
)
const postgresql = Layer.unwrap(
  Effect.map(server, ({ url }) =>
    Database.layer({ url: Option.some(Redacted.make(url)), store: "unused", pid: process.pid })
  )
)

const decision = (subject: string, version: number) => ({
  decision: randomUUID(),
  actor: "curator-1",
  kind: "verdict",
  subject,
  version,
  before: null,
  after: JSON.stringify({ verdict: "система" }),
  previous: "0".repeat(64),
  hash: randomUUID().replaceAll("-", "").repeat(2)
})

const ready = Effect.gen(function* () {
  const database = yield* Database
  yield* database
    .query("wait", (db) => sql`select 1`.execute(db))
    .pipe(Effect.retry({ while: (error) => error instanceof DatabaseDown, times: 30 }))
  return database
})

for (const [kind, live] of [
  ["pglite", pglite],
  ["postgresql", postgresql]
] as const)
  describe(kind, () => {
    layer(live, { timeout: "2 minutes", excludeTestServices: true })((it) => {
      it.effect("opens, is brought to the newest migration and says it is ready", () =>
        Effect.gen(function* () {
          const database = yield* ready
          assert.strictEqual(database.kind, kind)
          assert.deepStrictEqual(yield* database.status, { state: "ready", trouble: null })
        })
      )

      it.effect("keeps a decision as it was written", () =>
        Effect.gen(function* () {
          const database = yield* ready
          const written = decision("T1", 1)
          const [row] = yield* database.query("append", (db) =>
            db.insertInto("ledger").values(written).returningAll().execute()
          )
          assert.match(row!.sequence, /^\d+$/)
          assert.instanceOf(row!.decided_at, Date)
          assert.deepStrictEqual(row!.after, { verdict: "система" })
          assert.strictEqual(row!.before, null)
        })
      )

      it.effect("refuses to change, delete or empty the ledger", () =>
        Effect.gen(function* () {
          const database = yield* ready
          yield* database.query("append", (db) => db.insertInto("ledger").values(decision("T2", 1)).execute())
          for (const text of ["update ledger set actor = 'x'", "delete from ledger", "truncate ledger"]) {
            const error = yield* Effect.flip(database.query("change", (db) => sql.raw(text).execute(db)))
            assert.instanceOf(error, StatementFailed)
            assert.strictEqual((error as StatementFailed).code, "23001")
          }
        })
      )

      it.effect("lets one of two people write the same version of a subject", () =>
        Effect.gen(function* () {
          const database = yield* ready
          const write = database.query("append", (db) =>
            db.insertInto("ledger").values(decision("T3", 1)).execute()
          )
          const results = yield* Effect.all([Effect.result(write), Effect.result(write)], { concurrency: 2 })
          const failures = results.flatMap((it) => (it._tag === "Failure" ? [it.failure] : []))
          assert.deepStrictEqual(
            failures.map((it) => (it as StatementFailed).code),
            ["23505"]
          )
        })
      )

      it.effect("rolls a failed transaction back whole", () =>
        Effect.gen(function* () {
          const database = yield* ready
          const both = database.query("both", (db) =>
            db.transaction().execute(async (tx) => {
              await tx.insertInto("ledger").values(decision("T4", 1)).execute()
              await tx.insertInto("ledger").values(decision("T4", 1)).execute()
            })
          )
          assert.instanceOf(yield* Effect.flip(both), StatementFailed)
          const rows = yield* database.query("read", (db) =>
            db.selectFrom("ledger").select("sequence").where("subject", "=", "T4").execute()
          )
          assert.deepStrictEqual(rows, [])
        })
      )

      it.effect("does not commit a transaction whose failure was swallowed", () =>
        Effect.gen(function* () {
          const database = yield* ready
          const swallowed = database.query("swallow", (db) =>
            db.transaction().execute(async (tx) => {
              await tx.insertInto("ledger").values(decision("T5", 1)).execute()
              await sql`select 1 / 0`.execute(tx).catch(() => undefined)
            })
          )
          assert.strictEqual((yield* Effect.exit(swallowed))._tag, "Failure")
          const rows = yield* database.query("read", (db) =>
            db.selectFrom("ledger").select("sequence").where("subject", "=", "T5").execute()
          )
          assert.deepStrictEqual(rows, [])
        })
      )

      it.effect("gives 64-bit integers, days and exact decimals as text", () =>
        Effect.gen(function* () {
          const database = yield* ready
          const { rows } = yield* database.query("types", (db) =>
            sql`select 9007199254740993::int8 as big, date '2026-09-01' as day, 1.10::numeric as exact, array['а', 'ё'] as list`.execute(
              db
            )
          )
          assert.deepStrictEqual(rows[0], {
            big: "9007199254740993",
            day: "2026-09-01",
            exact: "1.10",
            list: ["а", "ё"]
          })
        })
      )

      it.effect("is ready while it is busy with what somebody else asked", () =>
        Effect.gen(function* () {
          const database = yield* ready
          const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
          const holding = yield* Effect.forkChild(
            database.query("hold", (db) =>
              db.transaction().execute(async (tx) => {
                await sql`select 1`.execute(tx)
                begun.resolve()
                await over.promise
              })
            )
          )
          yield* Effect.promise(() => begun.promise)
          assert.deepStrictEqual(yield* database.status, { state: "ready", trouble: null })
          over.resolve()
          yield* Fiber.join(holding)
        })
      )

      it.effect("answers a hundred at once, each its own", () =>
        Effect.gen(function* () {
          const database = yield* ready
          const asked = Array.from({ length: 100 }, (_, n) => n)
          const answers = yield* Effect.forEach(
            asked,
            (n) => database.query("echo", (db) => sql<{ n: number }>`select ${n}::int as n`.execute(db)),
            { concurrency: "unbounded" }
          )
          assert.deepStrictEqual(
            answers.map(({ rows }) => rows[0]!.n),
            asked
          )
        })
      )
    })
  })
