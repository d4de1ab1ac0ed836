import { assert, layer } from "@effect/vitest"
import { routes } from "@otklik/contract"
import { Effect, Schema } from "effect"
import { topics } from "../fixtures/messages.ts"
import { Serving } from "./serving.ts"

const decode = Schema.decodeUnknownEffect(routes.methodical.schema.response[200], {
  onExcessProperty: "error"
})

const ask = Effect.fn(function* (query = "") {
  const { get } = yield* Serving
  const answer = yield* get(`/api/methodical${query}`)
  assert.strictEqual(answer.statusCode, 200, answer.body)
  return yield* Effect.orDie(decode(answer.json()))
})

const asked = topics.find(({ verdict }) => verdict === "method")!

layer(Serving.small)("guides to write", (it) => {
  it.effect("are the methodical themes, by messages for each hundred schools", () =>
    Effect.gen(function* () {
      const { items, total } = yield* ask()
      const [variant] = items
      assert.strictEqual(total, 1)
      assert.include(variant!.keyphrases, asked.keyword)
      assert.strictEqual(variant!.rank, 1)
      assert.strictEqual(variant!.messages, asked.messages)
      const lately = variant!.weeks.reduce((sum, count) => sum + count, 0)
      assert.closeTo(variant!.perHundred, (100 * lately) / 60, 0.01)
      assert.isAtMost(variant!.roles.length, 3)
    })
  )

  it.effect("stand out of the queue of requests, which says how many went there", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const { items } = yield* ask()
      const answer = yield* get("/api/backlog")
      const queue = yield* Effect.orDie(
        Schema.decodeUnknownEffect(routes.backlog.schema.response[200])(answer.json())
      )
      const themes = new Set<string>(queue.items.map(({ theme }) => theme))
      assert.isFalse(items.some(({ theme }) => themes.has(theme)))
      assert.strictEqual(queue.methodical, items.length)
    })
  )

  it.effect("have a page each", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const { items } = yield* ask()
      const { statusCode } = yield* get(`/api/themes/${items[0]!.theme}`)
      assert.strictEqual(statusCode, 200)
    })
  )

  it.effect("say why they stand where they stand: by messages, against those next to them", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const [variant] = (yield* ask()).items
      const why = yield* get(`/api/themes/${variant!.theme}/why`)
      const told = yield* Effect.orDie(
        Schema.decodeUnknownEffect(routes.why.schema.response[200], { onExcessProperty: "error" })(why.json())
      )
      assert.deepInclude(told, { rank: 1, score: variant!.perHundred, parts: [], above: null, below: null })
      assert.deepInclude(told.guide!, {
        perHundred: variant!.perHundred,
        messages: variant!.weeks.reduce((sum, count) => sum + count, 0),
        schools: 60,
        up: null,
        down: null
      })
      const history = yield* get(`/api/themes/${variant!.theme}/history`)
      const { moments } = yield* Effect.orDie(
        Schema.decodeUnknownEffect(routes.history.schema.response[200])(history.json())
      )
      assert.deepStrictEqual(
        moments.map(({ rank, score }) => [rank, score]),
        [[1, null]]
      )
    })
  )

  it.effect("of a slice count its messages and schools alone", () =>
    Effect.gen(function* () {
      const { items: whole } = yield* ask()
      const { items: teachers } = yield* ask("?role=teacher")
      assert.isBelow(teachers[0]!.messages, whole[0]!.messages)
      assert.deepStrictEqual(teachers[0]!.roles, ["teacher"])
      const { total } = yield* ask("?text=электронный+дневник+такого+нет")
      assert.strictEqual(total, 0)
    })
  )
})
