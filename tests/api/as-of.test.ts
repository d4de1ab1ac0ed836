import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readFile, rm, stat, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { messages } from "../fixtures/messages.ts"
import { buildStore, land, temporaryFolder, writeStore } from "../fixtures/snapshot.ts"
import { Serving } from "./serving.ts"

const logOf = (store: string) => join(store, "snapshots", "published.ndjson")

/** Says when each snapshot of a store was published, one day after another. */
const dated = (store: string, days: ReadonlyArray<string>) =>
  Effect.promise(async () => {
    const lines = (await readFile(logOf(store), "utf8")).trim().split("\n")
    const told = lines.map((line, i) => JSON.stringify({ ...JSON.parse(line), at: days[i] }))
    await writeFile(logOf(store), `${told.join("\n")}\n`)
  })

const urls = [
  "/api/backlog",
  "/api/backlog?district=sao&sort=schools&limit=3",
  "/api/themes/T1",
  "/api/themes/T1/messages?limit=5",
  "/api/backlog/export/csv",
  "/api/backlog/export/xlsx"
]
const asOf = (url: string, when: string) => `${url}${url.includes("?") ? "&" : "?"}as_of=${when}`

/** Two snapshots, of 10 and of 20 October in Moscow; what was answered from the first while it was served. */
const twice = Effect.gen(function* () {
  const store = yield* temporaryFolder
  const before = yield* writeStore(store, messages.slice(0, 150))
  const answers = yield* Effect.gen(function* () {
    const { get } = yield* Serving
    return yield* Effect.forEach(urls, (url) => get(url))
  }).pipe(Effect.provide(Serving.over(store)))
  yield* land(store, messages.slice(150))
  const after = yield* buildStore(store)
  yield* dated(store, ["2025-10-10T20:59:00.000Z", "2025-10-19T21:00:00.000Z"])
  return { store, before, after, answers }
})

const spoilers = [
  ["truncated", "повреждён", async (file: string) => truncate(file, (await stat(file)).size - 4096), 410],
  [
    "of a newer version",
    "обновите эту",
    async (file: string) => {
      const manifest = file.replace(/duckdb$/, "json")
      const text = await readFile(manifest, "utf8")
      await writeFile(manifest, text.replace('"format": 1', '"format": 99'))
    },
    410
  ],
  ["removed", "больше не хранится", (file: string) => rm(file), 410]
] as const

describe("as of a past date", () => {
  it.live("every answer is byte for byte what it was, under the same tag", () =>
    Effect.gen(function* () {
      const { after, answers, before, store } = yield* twice
      yield* Effect.gen(function* () {
        const { get } = yield* Serving
        assert.strictEqual((yield* get("/api/backlog")).json().snapshot, after.id)
        for (const when of ["2025-10-10", "2025-10-19", before.id])
          for (const [i, url] of urls.entries()) {
            const then = answers[i]!
            const answer = yield* get(asOf(url, when))
            assert.strictEqual(answer.statusCode, 200, url)
            assert.isTrue(answer.rawPayload.equals(then.rawPayload), `${url} as of ${when}`)
            assert.strictEqual(answer.headers["etag"], then.headers["etag"])
            const held = { "if-none-match": String(then.headers["etag"]) }
            assert.strictEqual((yield* get(asOf(url, when), held)).statusCode, 304)
          }
        for (const when of ["2025-10-20", "2100-01-01", after.id])
          assert.strictEqual((yield* get(asOf("/api/backlog", when))).body, (yield* get("/api/backlog")).body)
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )

  it.live("pages go on from one to the next", () =>
    Effect.gen(function* () {
      const { before, store } = yield* twice
      yield* Effect.gen(function* () {
        const { get } = yield* Serving
        const url = asOf("/api/backlog?limit=2", "2025-10-15")
        const first = (yield* get(url)).json()
        const second = (yield* get(`${url}&cursor=${first.next}`)).json()
        assert.deepStrictEqual([second.snapshot, second.items[0].rank], [before.id, 3])
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )

  it.live("before the first snapshot says when that was, and what is no date or snapshot says what is", () =>
    Effect.gen(function* () {
      const { store } = yield* twice
      yield* Effect.gen(function* () {
        const { get } = yield* Serving
        const early = yield* get(asOf("/api/backlog", "2025-10-09"))
        assert.strictEqual(early.statusCode, 404)
        assert.include(early.json().detail, "2025-10-10")
        const unknown = yield* get(asOf("/api/backlog", "0000000000000000"))
        assert.strictEqual(unknown.statusCode, 404)
        assert.include(unknown.json().detail, "/api/snapshots")
        const nonsense = yield* get(asOf("/api/backlog", "2025-02-30"))
        assert.strictEqual(nonsense.statusCode, 400)
        assert.match(nonsense.json().detail, /as_of.*день календаря вида 2026-09-01 или/)
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )

  for (const [name, words, spoil, status] of spoilers)
    it.live(`a file that is ${name} is refused in a sentence, and the current one goes on being served`, () =>
      Effect.gen(function* () {
        const { after, before, store } = yield* twice
        yield* Effect.promise(() => spoil(join(store, "snapshots", `${before.id}.duckdb`)))
        yield* Effect.gen(function* () {
          const { get } = yield* Serving
          for (let i = 0; i < 2; i++) {
            const answer = yield* get(asOf("/api/backlog", "2025-10-10"))
            assert.strictEqual(answer.statusCode, status)
            assert.include(answer.json().detail, words)
            assert.strictEqual((yield* get("/api/backlog")).json().snapshot, after.id)
          }
        }).pipe(Effect.provide(Serving.over(store)))
      })
    )
})

describe("snapshots", () => {
  it.live("are listed newest first, and pinned for ever by a stand-up", () =>
    Effect.gen(function* () {
      const { after, before, store } = yield* twice
      yield* Effect.gen(function* () {
        const { get, inject } = yield* Serving
        const list = Effect.map(get("/api/snapshots"), (answer) => answer.json().items)
        const marks = (items: ReadonlyArray<Record<string, unknown>>) =>
          items.map(({ current, id, kept, pinned }) => [id, current, kept, pinned])
        assert.deepStrictEqual(marks(yield* list), [
          [after.id, true, true, false],
          [before.id, false, true, false]
        ])
        const pin = (pinned: boolean, id: string) =>
          inject({ method: "POST", url: `/api/snapshots/${id}/pin`, payload: { pinned } })
        const answer = (yield* pin(true, before.id)).json()
        assert.deepStrictEqual([answer.id, answer.pinned], [before.id, true])
        assert.deepStrictEqual(marks(yield* list)[1], [before.id, false, true, true])
        assert.deepStrictEqual(
          JSON.parse(yield* Effect.promise(() => readFile(join(store, "snapshots", "pins.json"), "utf8"))),
          { pins: [before.id] }
        )
        const named = { pinned: true, name: "Планёрка" }
        yield* inject({ method: "POST", url: `/api/snapshots/${before.id}/pin`, payload: named })
        assert.strictEqual((yield* list)[1].name, "Планёрка")
        const { name, pinned } = (yield* pin(false, before.id)).json()
        assert.deepStrictEqual([pinned, name], [false, null])
        yield* Effect.promise(() => rm(join(store, "snapshots", `${before.id}.duckdb`)))
        assert.strictEqual((yield* pin(true, before.id)).statusCode, 410)
        assert.deepStrictEqual(marks(yield* list)[1], [before.id, false, false, false])
        assert.strictEqual((yield* pin(true, "0000000000000000")).statusCode, 404)
      }).pipe(Effect.provide(Serving.over(store)))
    })
  )
})
