import { assert, describe, it, layer } from "@effect/vitest"
import { standard } from "@otklik/contract/built-in-models"
import type { Backlog } from "@otklik/contract/backlog"
import type { ModelItem, Preview } from "@otklik/contract/models"
import type { SnapshotItem } from "@otklik/contract/snapshots"
import { kendall } from "@otklik/server/kendall"
import { kept } from "@otklik/sql/score-models"
import { Effect } from "effect"
import * as fc from "fast-check"
import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { buildStore } from "../fixtures/snapshot.ts"
import { as, Serving } from "./serving.ts"

const planner = as("planner")
const builtIn = kept(standard).id

const listed = Effect.gen(function* () {
  const { inject } = yield* Serving
  const { items } = (yield* inject({ url: "/api/models", headers: planner })).json()
  return items as ReadonlyArray<ModelItem>
})

const post = Effect.fn(function* (url: string, payload: object) {
  const { inject } = yield* Serving
  return yield* inject({ method: "POST", url, payload, headers: planner })
})

const put = Effect.fn(function* (id: string, model: object) {
  const { inject } = yield* Serving
  return yield* inject({ method: "PUT", url: `/api/models/${id}`, payload: { model }, headers: planner })
})

const previewOf = Effect.fn(function* (id: string) {
  const { get } = yield* Serving
  return (yield* get(`/api/models/${id}/preview`, planner)).json() as Preview
})

const queue = Effect.gen(function* () {
  const { get } = yield* Serving
  return (yield* get("/api/backlog", planner)).json() as Backlog
})

const draft = Effect.map(post("/api/models", { from: builtIn }), (answer) => answer.json() as ModelItem)

const nonsense = [
  ["weights that do not sum to 1", { weights: { ...standard.weights, reach: 0.9 } }, /должны дать 1/],
  ["a weight below zero", { weights: { ...standard.weights, reach: -0.45 } }, /не бывает меньше нуля/],
  [
    "anchors the wrong way round",
    { anchors: { ...standard.anchors, reach: { zero: 1, fifty: 0.5, hundred: 0 } } },
    /«reach» стоят не по порядку/
  ],
  [
    "a service that there is not",
    { strategy: { ...standard.strategy, services: { ...standard.strategy.services, fax: 1 } } },
    /«fax»/
  ],
  ["a number that cannot be", { perSchool: "много" }, /записана не так.*standard-3/]
] as const

layer(Serving.roles, { timeout: "2 minutes", excludeTestServices: true })("models", (it) => {
  it.effect("are those built in at first, and the standard one is current and served", () =>
    Effect.gen(function* () {
      const items = yield* listed
      assert.deepStrictEqual(
        items.filter(({ kind }) => kind === "built_in").map(({ model }) => model.name),
        ["standard-3", "rice", "wsjf"]
      )
      const [current] = items.filter((item) => item.current)
      assert.deepStrictEqual([current?.id, current?.serving], [builtIn as never, true])
    })
  )

  it.effect("are drafted, changed and dropped, and never changed once they are published", () =>
    Effect.gen(function* () {
      const { id, basis, kind } = yield* draft
      assert.deepStrictEqual([basis, kind], [builtIn as never, "draft"])
      const changed = (yield* put(id, { ...standard, name: "ours", perSchool: 2 })).json() as ModelItem
      assert.deepStrictEqual([changed.model.name, changed.model.perSchool], ["ours", 2])
      assert.deepStrictEqual((yield* listed).find((item) => item.id === id)?.model, changed.model)
      assert.strictEqual((yield* put(builtIn, standard)).statusCode, 409)
      const { inject } = yield* Serving
      yield* inject({ method: "DELETE", url: `/api/models/${id}`, headers: planner })
      assert.isUndefined((yield* listed).find((item) => item.id === id))
      assert.strictEqual((yield* put(id, standard)).statusCode, 404)
    })
  )

  it.effect.each(nonsense)(
    "with %s are refused in a sentence, and the draft stays as it was",
    ([, odd, words]) =>
      Effect.gen(function* () {
        const { id } = yield* draft
        const answer = yield* put(id, { ...standard, ...odd })
        assert.strictEqual(answer.statusCode, 400)
        assert.match(answer.json().detail, words)
        assert.deepStrictEqual((yield* listed).find((item) => item.id === id)?.model, standard)
      })
  )

  it.effect("are previewed on the queue that is served: the model of it moves nothing", () =>
    Effect.gen(function* () {
      const { items, moved, tau } = yield* previewOf(builtIn)
      assert.deepStrictEqual([moved, tau], [0, 1])
      const served = yield* queue
      assert.deepStrictEqual(
        items.map(({ rank, score, theme, wouldBe }) => ({ theme, rank, score, wouldBe })),
        served.items.map(({ rank, score, theme }) => ({ theme, rank, score, wouldBe: { rank, score } }))
      )
    })
  )

  it.effect("published are what the next build scores by, and its queue is the one that was previewed", () =>
    Effect.gen(function* () {
      const { store } = yield* Serving
      const { id } = yield* draft
      const shorter = {
        ...standard,
        name: "ours",
        weights: { ...standard.weights, reach: 0, severity: 0.65 },
        trend: { ...standard.trend, recentDays: 14 },
        perSchool: 1
      }
      yield* put(id, shorter)
      const expected = yield* previewOf(id)
      assert.isAbove(expected.moved, 0)
      assert.strictEqual((yield* post(`/api/models/${id}/publish`, { reason: "  " })).statusCode, 400)
      const published = (yield* post(`/api/models/${id}/publish`, {
        reason: "Решение планёрки"
      })).json() as ModelItem
      const { author, reason } = published.model
      assert.deepStrictEqual(
        [published.kind, published.current, published.serving],
        ["published", true, false]
      )
      assert.deepStrictEqual([author, reason], ["planner", "Решение планёрки"])
      const { inject } = yield* Serving
      const decisions = (yield* inject({ url: "/api/decisions?limit=500", headers: planner })).json()
      assert.deepInclude(
        (decisions.items as ReadonlyArray<object>).map((entry) => ({
          change: (entry as { change: unknown }).change,
          reason: (entry as { reason: unknown }).reason
        })),
        { change: { kind: "model", name: "ours", hash: published.hash }, reason: "Решение планёрки" }
      )
      assert.include(readdirSync(join(store, "models")), `${published.id}.json`)
      assert.strictEqual(readFileSync(join(store, "models", "current"), "utf8").trim(), published.id)
      assert.isUndefined((yield* listed).find((item) => item.id === id))
      const before = yield* queue
      yield* buildStore(store)
      const after = yield* queue
      assert.deepStrictEqual(
        after.items.map(({ rank, score, theme }) => ({ theme, rank, score })),
        expected.items.map(({ theme, wouldBe }) => ({ theme, ...wouldBe }))
      )
      assert.isTrue((yield* listed).find((item) => item.id === published.id)?.serving)
      assert.strictEqual((yield* previewOf(published.id)).moved, 0)
      const { get } = yield* Serving
      const past = (yield* get(`/api/backlog?as_of=${before.snapshot}`, planner)).json() as Backlog
      assert.deepStrictEqual(past.items, before.items)
      const snapshots = (yield* get("/api/snapshots", planner)).json().items as ReadonlyArray<SnapshotItem>
      assert.deepStrictEqual(
        snapshots.map(({ id, model }) => [id, model.hash]),
        [
          [after.snapshot, published.hash],
          [before.snapshot, kept(standard).hash]
        ]
      )
    })
  )
})

describe("Kendall's τ", () => {
  it("is 1 less twice the share of pairs that stand the other way round", () => {
    const order = fc.uniqueArray(fc.nat(1_000), { maxLength: 40 })
    fc.assert(
      fc.property(order, (places) => {
        const pairs = places.flatMap((a, i) => places.slice(i + 1).map((b) => a < b))
        const expected =
          pairs.length === 0 ? 1 : 1 - (2 * pairs.filter((fair) => !fair).length) / pairs.length
        assert.approximately(kendall(places), expected, 1e-12)
      }),
      { numRuns: 2_000 }
    )
  })
})
