import { assert, it } from "@effect/vitest"
import { Snapshots } from "@otklik/server/snapshots"
import { lockedDuckDb } from "@otklik/server/locked-duckdb"
import { NodeFileSystem } from "@effect/platform-node"
import { DuckDb } from "@otklik/sql/duckdb"
import { Deferred, Effect, Fiber, Layer, Logger } from "effect"
import { readFile, stat, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { messages } from "../fixtures/messages.ts"
import { buildStore, buildUnserved, land, temporaryFolder, writeStore } from "../fixtures/snapshot.ts"
import { Serving } from "./serving.ts"

const first = messages.slice(0, 150)
const health = Effect.gen(function* () {
  const { get } = yield* Serving
  return (yield* get("/api/health")).json()
})
const backlog = Effect.gen(function* () {
  const { get } = yield* Serving
  return yield* get("/api/backlog")
})
const landMore = Effect.fn(function* (store: string) {
  yield* land(store, messages.slice(150))
  return yield* buildStore(store)
})
const fileOf = (store: string, id: string) => join(store, "snapshots", `${id}.duckdb`)
const name = (store: string, id: string) => Effect.promise(() => writeFile(join(store, "current"), id))
const shorten = Effect.fn(function* (path: string) {
  const { size } = yield* Effect.promise(() => stat(path))
  yield* Effect.promise(() => truncate(path, size - 4096))
})

it.live("an empty store says so, and is served once something is built, without a restart", () =>
  Effect.gen(function* () {
    const { store } = yield* Serving
    assert.deepInclude(yield* health, { status: "empty", snapshot: null })
    assert.strictEqual((yield* backlog).json().detail, "Срез ещё не построен: выполните otklik build")
    const { id } = yield* writeStore(store, first)
    assert.strictEqual((yield* backlog).json().snapshot, id)
    assert.strictEqual((yield* health).snapshot.messages, first.length)
  }).pipe(Effect.provide(Serving.empty))
)

it.live("a published snapshot is served by the next answer, and tags of the one before no longer match", () =>
  Effect.gen(function* () {
    const store = yield* temporaryFolder
    const before = yield* writeStore(store, first)
    yield* Effect.gen(function* () {
      const { get } = yield* Serving
      const old = yield* backlog
      assert.strictEqual(old.json().snapshot, before.id)
      const after = yield* landMore(store)
      const answer = yield* get("/api/backlog", { "if-none-match": String(old.headers["etag"]) })
      assert.strictEqual(answer.statusCode, 200)
      assert.strictEqual(answer.json().snapshot, after.id)
    }).pipe(Effect.provide(Serving.over(store)))
  })
)

it.live(
  "a reader under way keeps its snapshot through a swap, and the old one is detached when it is done",
  () =>
    Effect.gen(function* () {
      const store = yield* temporaryFolder
      const before = yield* writeStore(store, first)
      const live = Snapshots.layer(store).pipe(
        Layer.provideMerge(lockedDuckDb({ store, memory: "256MiB", threads: 1 })),
        Layer.provide(NodeFileSystem.layer)
      )
      yield* Effect.gen(function* () {
        const snapshots = yield* Snapshots
        const db = yield* DuckDb
        const attached = Effect.map(
          db.rows("select database_name as name from duckdb_databases() order by 1"),
          (rows) => rows.map(({ name }) => String(name)).filter((name) => name.startsWith("s_"))
        )
        const entered = yield* Deferred.make<void>()
        const leave = yield* Deferred.make<void>()
        const reader = yield* snapshots
          .using((file) =>
            Deferred.succeed(entered, undefined).pipe(
              Effect.andThen(Deferred.await(leave)),
              Effect.andThen(file.rows("select count(*)::int as n from facts"))
            )
          )
          .pipe(Effect.forkChild)
        yield* Deferred.await(entered)
        const after = yield* landMore(store)
        assert.strictEqual((yield* snapshots.current)?.id, after.id)
        assert.sameMembers(yield* attached, [`s_${before.id}`, `s_${after.id}`])
        yield* Deferred.succeed(leave, undefined)
        assert.deepStrictEqual(yield* Fiber.join(reader), [{ n: first.length }])
        assert.deepStrictEqual(yield* attached, [`s_${after.id}`])
      }).pipe(Effect.provide(live))
    })
)

const rewritten = (sql: string) => (store: string, id: string) =>
  Effect.scoped(
    DuckDb.use((db) => db.run(sql)).pipe(
      Effect.provide(
        DuckDb.layer({ path: fileOf(store, id), threads: 1, memory: "128MiB", temporary: tmpdir() })
      )
    )
  )

const refusals = [
  [
    "scored by a model that this version cannot read",
    "прежней версией",
    rewritten("update score_model set json = '{\"weights\": {}}'")
  ],
  [
    "made before messages had what this version reads of them",
    "прежней версией",
    rewritten("alter table facts drop column because")
  ],
  ["truncated", "повреждён", (store: string, id: string) => shorten(fileOf(store, id))],
  ["empty", "повреждён", (store: string, id: string) => Effect.promise(() => truncate(fileOf(store, id), 0))],
  [
    "made by a newer version",
    "более новой версией",
    (store: string, id: string) =>
      Effect.promise(async () => {
        const manifest = join(store, "snapshots", `${id}.json`)
        const text = await readFile(manifest, "utf8")
        await writeFile(manifest, text.replace('"format": 1', '"format": 99'))
      })
  ]
] as const

for (const [fault, words, spoil] of refusals)
  it.live(
    `where the newest snapshot is ${fault}, the one before goes on being served, with a notice logged once, as long as it is the newest`,
    () =>
      Effect.gen(function* () {
        const logged: Array<string> = []
        const log = Logger.layer([Logger.make(({ message }) => void logged.push(String(message)))])
        const store = yield* temporaryFolder
        const before = yield* writeStore(store, first)
        yield* Effect.gen(function* () {
          assert.strictEqual((yield* backlog).json().snapshot, before.id)
          yield* land(store, messages.slice(150))
          const after = yield* buildUnserved(store)
          yield* spoil(store, after.id)
          yield* name(store, after.id)
          for (let i = 0; i < 3; i++) assert.strictEqual((yield* backlog).json().snapshot, before.id)
          const { notices, snapshot } = yield* health
          assert.strictEqual(snapshot.id, before.id)
          assert.include(notices.join(" "), words)
          assert.strictEqual(logged.filter((line) => line.includes(after.id)).length, 1)
          yield* name(store, before.id)
          assert.notInclude((yield* health).notices.join(" "), words)
        }).pipe(Effect.provide(Serving.over(store)), Effect.provide(log))
      })
  )

it.live(
  "a damaged snapshot with none before it is a problem that says what to do, until it is built anew",
  () =>
    Effect.gen(function* () {
      const store = yield* temporaryFolder
      const { id } = yield* writeStore(store, first)
      const whole = yield* Effect.promise(() => readFile(fileOf(store, id)))
      yield* shorten(fileOf(store, id))
      yield* Effect.gen(function* () {
        const answer = yield* backlog
        assert.strictEqual(answer.statusCode, 503)
        assert.include(answer.json().detail, "otklik build")
        yield* Effect.promise(() => writeFile(fileOf(store, id), whole))
        assert.strictEqual((yield* backlog).json().snapshot, id)
      }).pipe(Effect.provide(Serving.over(store)))
    })
)

it.live("the reader's DuckDB opens nothing outside the store's landed files and snapshots", () =>
  Effect.gen(function* () {
    const store = yield* temporaryFolder
    yield* writeStore(store, first)
    yield* Effect.promise(() => writeFile(join(store, "secret.csv"), "a\n1\n"))
    yield* Effect.gen(function* () {
      const db = yield* DuckDb
      const forbidden = [
        "from read_csv('/etc/passwd')",
        `from read_csv('${store}/secret.csv')`,
        `from read_csv('${store}/landed/../secret.csv')`,
        `attach '${store}/other.duckdb' as other`,
        `copy (select 1) to '${store}/out.csv'`,
        "set enable_external_access = true",
        "install httpfs"
      ]
      for (const statement of forbidden)
        assert.strictEqual((yield* Effect.exit(db.run(statement)))._tag, "Failure", statement)
    }).pipe(Effect.provide(lockedDuckDb({ store, memory: "256MiB", threads: 1 })))
  })
)
