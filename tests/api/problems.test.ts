import { assert, layer } from "@effect/vitest"
import { Problem } from "@otklik/contract/route"
import { Effect, Schema } from "effect"
import type { InjectOptions } from "fastify"
import { Serving } from "./serving.ts"

const decode = Schema.decodeUnknownEffect(Problem, { onExcessProperty: "error" })

const problem = Effect.fn(function* (options: InjectOptions) {
  const { inject } = yield* Serving
  const answer = yield* inject(options)
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/)
  const body = yield* Effect.orDie(decode(answer.json()))
  assert.strictEqual(body.status, answer.statusCode)
  return { ...body, headers: answer.headers }
})

layer(Serving.empty)("a request that fails", (it) => {
  it.effect("gets a problem with a sentence, whatever is wrong with it", () =>
    Effect.gen(function* () {
      const cases: ReadonlyArray<readonly [number, InjectOptions]> = [
        [404, { url: "/api/nothing" }],
        [404, { url: "/nothing.js" }],
        [404, { url: "/api/backlog/export/pdf" }],
        [404, { url: "/../../etc/passwd" }],
        [404, { url: "/assets/..%2f..%2fcurrent" }],
        [405, { url: "/api/backlog", method: "POST", payload: {} }],
        [405, { url: "/api/themes/T1", method: "DELETE" }],
        [400, { url: "/api/themes/%E0%A4%A" }],
        [400, { url: "/api/backlog?limit=no" }],
        [421, { url: "/api/health", headers: { host: "attacker.example" } }],
        [503, { url: "/api/backlog" }],
        [503, { url: "/api/themes/T1" }],
        [503, { url: "/api/backlog/export/csv" }]
      ]
      for (const [status, options] of cases) {
        const found = yield* problem(options)
        assert.strictEqual(found.status, status, `${options.method ?? "GET"} ${options.url}`)
        assert.isAbove(found.detail.length, 20)
      }
    })
  )

  it.effect("is told in Russian, or in English where that is preferred", () =>
    Effect.gen(function* () {
      const told = (language: string) =>
        Effect.map(
          problem({ url: "/api/backlog", headers: { "accept-language": language } }),
          (it) => it.detail
        )
      const russian = "Срез ещё не построен: выполните otklik build"
      assert.strictEqual(yield* told(""), russian)
      assert.strictEqual(yield* told("ru,en;q=0.9"), russian)
      assert.strictEqual(yield* told("de"), russian)
      assert.strictEqual(yield* told("en-GB,ru;q=0.3"), "Nothing is built yet: run otklik build")
      assert.strictEqual(yield* told("en;q=0, ru;q=0.1"), russian)
      assert.strictEqual(yield* told(",;q=,=;;q=x"), russian)
    })
  )

  it.effect("of a wrong method names the right one", () =>
    Effect.gen(function* () {
      const { detail, headers } = yield* problem({ url: "/api/runs", method: "PATCH" })
      assert.include(detail, "GET")
      assert.strictEqual(headers["allow"], "GET, HEAD")
    })
  )

  it.effect("carries a number that the log has too, and the log has no query", () =>
    Effect.gen(function* () {
      const { log } = yield* Serving
      const { headers, instance } = yield* problem({
        url: "/api/backlog?text=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2"
      })
      assert.strictEqual(instance, `urn:uuid:${headers["x-request-id"]}`)
      const line = log.find((it) => it.includes(String(headers["x-request-id"])))!
      assert.include(line, '"path":"/api/backlog"')
      assert.notMatch(log.join(""), /%D0|Иванов|text=/)
    })
  )
})

layer(Serving.empty)("a body", (it) => {
  it.effect(
    "that is broken, foreign or too long is refused with a sentence; a crash of ours tells nothing",
    () =>
      Effect.gen(function* () {
        const { app, log } = yield* Serving
        app.post("/api/echo", async () => ({}))
        app.post("/api/crash", async () => {
          throw new Error("select secret from /work/store")
        })
        const post = (url: string, type: string, payload: string) =>
          problem({ url, method: "POST", headers: { "content-type": type }, payload })
        assert.strictEqual((yield* post("/api/echo", "application/json", "{")).status, 400)
        assert.strictEqual(
          (yield* post("/api/echo", "application/json", '{"__proto__":{"a":1}}')).status,
          400
        )
        assert.strictEqual((yield* post("/api/echo", "text/xml", "<a/>")).status, 415)
        assert.strictEqual(
          (yield* post("/api/echo", "application/json", `"${"x".repeat(300_000)}"`)).status,
          413
        )
        const crash = yield* post("/api/crash", "application/json", "{}")
        assert.strictEqual(crash.status, 500)
        assert.notMatch(`${crash.title} ${crash.detail}`, /select|store|work/)
        assert.include(crash.detail, crash.instance!.slice("urn:uuid:".length))
        assert.include(log.join(""), "select secret")
      })
  )
})
