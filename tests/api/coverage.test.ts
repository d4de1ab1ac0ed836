import { assert, layer } from "@effect/vitest"
import { routes } from "@otklik/contract"
import { Effect, Layer, Schema } from "effect"
import { messages } from "../fixtures/messages.ts"
import { temporaryFolder, writeStore } from "../fixtures/snapshot.ts"
import { Serving } from "./serving.ts"

const decode = Schema.decodeUnknownEffect(routes.coverage.schema.response[200], { onExcessProperty: "error" })

const ask = Effect.fn(function* (query = "") {
  const { get } = yield* Serving
  const answer = yield* get(`/api/coverage${query}`)
  assert.strictEqual(answer.statusCode, 200, answer.body)
  return yield* Effect.orDie(decode(answer.json()))
})

const schoolsOf = (some: typeof messages) => new Set(some.flatMap(({ school }) => school ?? []))
const sum = (values: ReadonlyArray<number>) => values.reduce((all, value) => all + value, 0)

layer(Serving.small)("coverage", (it) => {
  it.effect("counts who was heard and who could have been, by district and role", () =>
    Effect.gen(function* () {
      const { districts, roles, schools } = yield* ask()
      assert.deepStrictEqual(schools, { total: 60, heard: schoolsOf(messages).size })
      assert.strictEqual(sum(districts.map(({ total }) => total)), 60)
      assert.strictEqual(sum(districts.map(({ heard }) => heard)), schools.heard)
      assert.strictEqual(
        sum(roles.map(({ messages }) => messages)),
        messages.filter(({ role }) => role !== null).length
      )
      for (const { weight } of [...districts, ...roles]) assert.isAbove(weight, 0)
    })
  )

  it.effect("names the schools that a slice holds nothing of", () =>
    Effect.gen(function* () {
      const { schools, silent } = yield* ask("?service=chat&family=ticket")
      const heard = schoolsOf(
        messages.filter(({ family, service }) => service === "chat" && family === "ticket")
      )
      const named = new Set(silent.map(({ school }) => school))
      assert.strictEqual(named.size, 60 - schools.heard)
      for (const school of heard) assert.isFalse(named.has(school))
      const ever = schoolsOf(messages)
      for (const { lastAt, school } of silent) assert.strictEqual(lastAt !== null, ever.has(school))
    })
  )

  it.effect("of a district tells of its schools alone", () =>
    Effect.gen(function* () {
      const { districts, schools, silent } = yield* ask("?district=cao&from=2025-11-01")
      assert.strictEqual(schools.total, 5)
      assert.deepStrictEqual(
        districts.map(({ key }) => key),
        ["cao"]
      )
      assert.isTrue(silent.every(({ district }) => district === "cao"))
    })
  )
})

const quietSince = messages.find(({ school }) => school !== null)!.school!
const longAgo = (instant: string) => new Date(Date.parse(instant) - 500 * 86_400_000).toISOString()
const fallenSilent = Layer.unwrap(
  Effect.gen(function* () {
    const store = yield* temporaryFolder
    yield* writeStore(
      store,
      messages.map((one) =>
        one.school === quietSince ? { ...one, created_at: longAgo(one.created_at) } : one
      )
    )
    return Serving.over(store)
  })
)

layer(fallenSilent)("a school that was last heard before all that scores look at", (it) => {
  it.effect("is silent, in the count and in the list, which says when it was heard", () =>
    Effect.gen(function* () {
      const { schools, silent } = yield* ask()
      assert.strictEqual(silent.length, schools.total - schools.heard)
      const { lastAt } = silent.find(({ school }) => school === quietSince)!
      assert.isBelow(Date.parse(lastAt!), Date.parse("2025-01-01"))
    })
  )
})
