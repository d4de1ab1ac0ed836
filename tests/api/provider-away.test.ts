import { assert, it } from "@effect/vitest"
import { Entry } from "@otklik/server/entry"
import { providerDown } from "@otklik/server/people/failures"
import { Provider } from "@otklik/server/people/provider"
import { Effect, Layer } from "effect"
import { withProvider } from "./serving.ts"
import { answerFor, type StubProvider, stubProvider } from "./stub-provider.ts"

const over = (stub: Pick<StubProvider, "issuer">) =>
  Provider.layer.pipe(Layer.provide(Layer.succeed(Entry, withProvider(stub))))

it.live("a provider that refuses connections is down", () =>
  Effect.gen(function* () {
    const { begin, finish } = yield* Provider
    assert.strictEqual(yield* Effect.flip(begin("secret")), providerDown)
    assert.strictEqual(yield* Effect.flip(finish("secret", answerFor("secret", {}))), providerDown)
  }).pipe(Effect.provide(over({ issuer: new URL("http://127.0.0.1:1") })))
)

it.live("a provider that falls silent between the question and the answer is down, and later is not", () =>
  Effect.gen(function* () {
    const stub = yield* stubProvider
    yield* Effect.gen(function* () {
      const { begin, finish } = yield* Provider
      const asked = finish("secret", answerFor("secret", { sub: "1" }))
      yield* begin("secret")
      stub.silent = true
      assert.strictEqual(yield* Effect.flip(asked), providerDown)
      stub.silent = false
      assert.strictEqual((yield* asked).subject, "1")
    }).pipe(Effect.provide(over(stub)))
  })
)
