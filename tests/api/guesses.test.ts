import { assert, it } from "@effect/vitest"
import { Attempts } from "@otklik/server/people/attempts"
import { Database } from "@otklik/sql/database"
import { Effect, Layer } from "effect"

const day = 86_400_000

/** The counts are kept in memory: no database is asked. */
const inMemory = Layer.merge(Attempts.layerMemory, Layer.mock(Database, { kind: "pglite" }))

const guesses = (from: (n: number) => { account: string; address: string }, each: number) =>
  Effect.gen(function* () {
    const { admit } = yield* Attempts
    let tried = 0
    for (let n = 0; n < 10_000; n++) if ((yield* admit(from(n), n * each)) === 0) tried++
    return tried
  }).pipe(Effect.provide(inMemory))

it.effect("ten thousand guesses in a day from one address try hardly a hundred passwords", () =>
  Effect.gen(function* () {
    const one = yield* guesses(() => ({ account: "boss", address: "10.0.0.1" }), day / 10_000)
    const many = yield* guesses((n) => ({ account: `person-${n}`, address: "10.0.0.1" }), day / 10_000)
    assert.isBelow(one, 120)
    assert.isBelow(many, 150)
  })
)

it.effect("whoever is guessed at from everywhere waits half a minute at most", () =>
  Effect.gen(function* () {
    const { admit } = yield* Attempts
    for (let n = 0; n < 10_000; n++) yield* admit({ account: "boss", address: `10.0.${n}` }, n)
    const wait = yield* admit({ account: "boss", address: "home" }, 10_000)
    assert.isAtMost(wait, 30_000)
    assert.strictEqual(yield* admit({ account: "another", address: "home" }, 10_000), 0)
  }).pipe(Effect.provide(inMemory))
)
