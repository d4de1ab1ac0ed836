import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { connect } from "node:net"
import { Serving } from "./serving.ts"

const gate = () => Promise.withResolvers<void>()

const raw = (port: number, text: string) =>
  new Promise<string>((resolve, reject) => {
    let heard = ""
    const socket = connect(port, "127.0.0.1", () => socket.write(text))
    socket.on("data", (chunk) => (heard += String(chunk)))
    socket.on("close", () => resolve(heard))
    socket.on("error", reject)
  })

layer(Serving.empty)("a listening server", (it) => {
  it.effect("answers what is not HTTP with a problem, and finishes what is under way when it is closed", () =>
    Effect.gen(function* () {
      const { app } = yield* Serving
      const [entered, leave] = [gate(), gate()]
      app.get("/api/slow", async () => {
        entered.resolve()
        await leave.promise
        return { done: true }
      })
      yield* Effect.promise(() => app.listen({ port: 0, host: "127.0.0.1" }))
      const { port } = app.server.address() as { port: number }
      const garbage = yield* Effect.promise(() => raw(port, "THIS IS NOT HTTP\r\n\r\n"))
      assert.match(garbage, /^HTTP\/1\.1 400 .*application\/problem\+json/s)
      const long = yield* Effect.promise(() =>
        raw(port, `GET /?${"x".repeat(40_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
      )
      assert.match(long, /^HTTP\/1\.1 431 .*application\/problem\+json/s)

      const slow = fetch(`http://127.0.0.1:${port}/api/slow`)
      yield* Effect.promise(() => entered.promise)
      const closed = app.close()
      const refused = yield* Effect.exit(
        Effect.tryPromise(() => fetch(`http://127.0.0.1:${port}/api/health`))
      )
      assert.strictEqual(refused._tag, "Failure")
      leave.resolve()
      const answer = yield* Effect.promise(() => slow)
      assert.deepStrictEqual(yield* Effect.promise(() => answer.json()), { done: true })
      yield* Effect.promise(() => closed)
    })
  )
})
