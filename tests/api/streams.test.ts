import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { Serving } from "./serving.ts"
import { administrator, ask, opened, person, servingWithAccounts } from "./signing.ts"

const serving = servingWithAccounts[0]![1]

/** Reads a stream on until it says some words; null where it ends before. */
const heard = (reader: ReadableStreamDefaultReader<Uint8Array>, words: string) =>
  Effect.promise(async () => {
    let text = ""
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return null
      text += new TextDecoder().decode(value)
      if (text.includes(words)) return text
    }
  })

layer(serving, { timeout: "3 minutes", excludeTestServices: true })("the stream of an open page", (it) => {
  it.effect("is nobody's without a session, and ends with the session of an account that is closed", () =>
    Effect.gen(function* () {
      yield* opened
      const boss = yield* administrator
      const theirs = yield* person("leaver", "planner")
      const { app } = yield* Serving
      const url = yield* Effect.promise(() => app.listen({ port: 0, host: "127.0.0.1" }))
      const listen = (headers: Record<string, string>) =>
        Effect.promise(() => fetch(`${url}/api/events`, { headers }))
      assert.strictEqual((yield* listen({})).status, 401)
      const left = (yield* listen(theirs)).body!.getReader()
      const stays = (yield* listen(boss)).body!.getReader()
      assert.isNotNull(yield* heard(left, "still here"))
      yield* ask("PATCH", "/api/people/leaver", { version: 1, disabled: true }, boss)
      assert.isNull(yield* heard(left, "never said"))
      assert.isNotNull(yield* heard(stays, "still here"))
      yield* Effect.promise(() => stays.cancel())
    })
  )
})
