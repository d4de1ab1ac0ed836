import { assert, describe, layer } from "@effect/vitest"
import { Database, DatabaseDown, StatementFailed } from "@otklik/sql/database"
import { Effect, Layer, Option, Redacted } from "effect"
import { sql } from "kysely"
import { Client } from "pg"
import { temporaryFolder } from "../fixtures/snapshot.ts"
import { postgres } from "../postgres.ts"

const server = Effect.acquireRelease(Effect.promise(postgres), ({ stop }) => Effect.promise(stop))
const at = (url: string) =>
  Database.layer({ url: Option.some(Redacted.make(url)), store: "unused", pid: process.pid })

/** A database whose owner is no superuser and may make no roles, as hosts of PostgreSQL give it. */
const ordinary = Effect.gen(function* () {
  const { url } = yield* server
  const client = new Client({ connectionString: url })
  yield* Effect.promise(async () => {
    await client.connect()
    await client.query("create role ordinary login")
    await client.query("create database ordinary owner ordinary")
    await client.end()
  })
  return url.replace("otklik@", "ordinary@").replace(/\/\w+$/, "/ordinary")
})

const homes = {
  pglite: Layer.unwrap(
    Effect.map(temporaryFolder, (store) => Database.layer({ url: Option.none(), store, pid: process.pid }))
  ),
  postgresql: Layer.unwrap(Effect.map(server, ({ url }) => at(url))),
  "postgresql without special rights": Layer.unwrap(Effect.map(ordinary, at))
}

const schools = ["1", "2", "3"].map((school) => ({ school, number: school, name: `Школа ${school}` }))

const filled = Effect.gen(function* () {
  const database = yield* Database
  yield* database
    .scoped("fill", "all", (tx) =>
      tx
        .insertInto("school")
        .values(schools)
        .onConflict((it) => it.doNothing())
        .execute()
    )
    .pipe(Effect.retry({ while: (error) => error instanceof DatabaseDown, times: 60 }))
  return database
})
const names = (rows: ReadonlyArray<{ school: string }>) => rows.map(({ school }) => school)
const codeOf = (error: unknown) => (error as StatementFailed).code

for (const [kind, live] of Object.entries(homes))
  describe(`rows of schools on ${kind}`, () => {
    layer(live, { timeout: "2 minutes", excludeTestServices: true })((it) => {
      it.effect("a transaction sees those of its scope alone, whatever its statement says", () =>
        Effect.gen(function* () {
          const { scoped } = yield* filled
          const seen = (scope: "all" | ReadonlyArray<string>) =>
            scoped("read", scope === "all" ? scope : new Set(scope), (tx) =>
              tx
                .selectFrom("school")
                .select("school")
                .where(sql<boolean>`1 = 1 or school = '2'`)
                .orderBy("school")
                .execute()
            ).pipe(Effect.map(names))
          assert.deepStrictEqual(yield* seen("all"), ["1", "2", "3"])
          assert.deepStrictEqual(yield* seen(["1", "3"]), ["1", "3"])
          assert.deepStrictEqual(yield* seen([]), [])
          assert.deepStrictEqual(yield* seen(["*"]), [])
        })
      )

      it.effect("a transaction can neither write, change nor delete those of others", () =>
        Effect.gen(function* () {
          const { scoped } = yield* filled
          const own = new Set(["1"])
          const insert = scoped("insert", own, (tx) =>
            tx.insertInto("building").values({ school: "2", address: "Чужая улица, 1" }).execute()
          )
          assert.strictEqual(codeOf(yield* Effect.flip(insert)), "42501")
          const [updated] = yield* scoped("update", own, (tx) =>
            tx.updateTable("school").set({ name: "Моя" }).where("school", "=", "2").execute()
          )
          assert.strictEqual(updated!.numUpdatedRows, 0n)
          const [deleted] = yield* scoped("delete", own, (tx) =>
            tx.deleteFrom("school").where("school", "=", "2").execute()
          )
          assert.strictEqual(deleted!.numDeletedRows, 0n)
          yield* scoped("own", own, (tx) =>
            tx
              .insertInto("building")
              .values({ school: "1", address: `Своя улица, ${kind}` })
              .execute()
          )
        })
      )

      it.effect("a scope ends with its transaction, failed ones too", () =>
        Effect.gen(function* () {
          const { query, scoped } = yield* filled
          yield* Effect.flip(scoped("fail", new Set(["1"]), (tx) => sql`select 1 / 0`.execute(tx)))
          const { rows } = yield* query("after", (db) =>
            sql<{
              schools: string | null
              same: boolean
            }>`select current_setting('otklik.schools', true) as schools, current_user = session_user as same`.execute(
              db
            )
          )
          assert.deepStrictEqual([rows[0]!.schools ?? "", rows[0]!.same], ["", true])
        })
      )

      it.effect("transactions at the same time keep their own scopes and their own failures", () =>
        Effect.gen(function* () {
          const { scoped } = yield* filled
          const ask = (n: number) => {
            const own = String((n % 3) + 1)
            return scoped("mixed", new Set([own]), async (tx) => {
              await tx
                .insertInto("alias")
                .values({ school: own, alias: `${kind} ${n}` })
                .execute()
              const seen = await tx.selectFrom("school").select("school").execute()
              if (n % 2 === 0) await sql`select 1 / 0`.execute(tx)
              return names(seen).join() === own
            }).pipe(Effect.result)
          }
          const results = yield* Effect.forEach(
            Array.from({ length: 40 }, (_, n) => n),
            ask,
            {
              concurrency: "unbounded"
            }
          )
          const kept = results.flatMap((it) => (it._tag === "Success" ? [it.success] : []))
          assert.deepStrictEqual(
            kept,
            Array.from({ length: 20 }, () => true)
          )
          const rows = yield* scoped("kept", "all", (tx) =>
            tx.selectFrom("alias").select("alias").where("alias", "like", `${kind} %`).execute()
          )
          assert.sameMembers(
            rows.map(({ alias }) => alias),
            Array.from({ length: 20 }, (_, i) => `${kind} ${2 * i + 1}`)
          )
        })
      )

      if (kind !== "postgresql without special rights")
        it.effect("a transaction with a scope never reads what lets people in", () =>
          Effect.gen(function* () {
            const { scoped } = yield* filled
            for (const table of ["credential", "session", "api_key", "one_time_link"] as const) {
              const read = scoped("steal", "all", (tx) => tx.selectFrom(table).selectAll().execute())
              assert.strictEqual(codeOf(yield* Effect.flip(read)), "42501")
            }
          })
        )
    })
  })
