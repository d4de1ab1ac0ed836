import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { rm } from "node:fs/promises"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { Serving } from "./serving.ts"

const page = { accept: "text/html,application/xhtml+xml" }

layer(Serving.small, { timeout: "2 minutes", excludeTestServices: true })("over HTTP", (it) => {
  it.effect(
    "an answer that the client holds is not sent again, and its tag follows snapshot, route and query alone",
    () =>
      Effect.gen(function* () {
        const { get } = yield* Serving
        const tagOf = Effect.fn(function* (url: string) {
          return String((yield* get(url)).headers["etag"])
        })
        const tag = yield* tagOf("/api/backlog?sort=title&family=ticket")
        assert.match(tag, /^"[\w-]+"$/)
        assert.strictEqual(yield* tagOf("/api/backlog?family=ticket&sort=title"), tag)
        assert.strictEqual(yield* tagOf("/api/backlog?family=ticket&sort=title&limit=50"), tag)
        assert.notStrictEqual(yield* tagOf("/api/backlog?family=ticket"), tag)
        for (const held of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
          const again = yield* get("/api/backlog?sort=title&family=ticket", { "if-none-match": held })
          assert.deepStrictEqual([again.statusCode, again.body], [304, ""])
          assert.strictEqual(again.headers["etag"], tag)
        }
        const other = yield* get("/api/backlog?sort=title&family=ticket", { "if-none-match": '"other"' })
        assert.strictEqual(other.statusCode, 200)
      })
  )

  it.effect("every list, theme and file has a tag that works", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const urls = [
        "health",
        "runs",
        "quarantine",
        "themes/T1",
        "themes/T1/messages",
        "backlog/export/csv",
        "backlog/export/xlsx"
      ]
      for (const url of urls) {
        const { headers } = yield* get(`/api/${url}`)
        const again = yield* get(`/api/${url}`, { "if-none-match": String(headers["etag"]) })
        assert.strictEqual(again.statusCode, 304, url)
      }
    })
  )

  it.effect(
    "long answers are compressed, each encoding under a strong tag of its own that still matches",
    () =>
      Effect.gen(function* () {
        const { get, inject } = yield* Serving
        const plain = yield* get("/api/backlog")
        const decoders = { br: brotliDecompressSync, gzip: gunzipSync }
        for (const [encoding, decode] of Object.entries(decoders)) {
          const answer = yield* get("/api/backlog", { "accept-encoding": encoding })
          assert.strictEqual(answer.headers["content-encoding"], encoding)
          assert.include(String(answer.headers["vary"]), "accept-encoding")
          assert.strictEqual(decode(answer.rawPayload).toString(), plain.body)
          assert.notStrictEqual(answer.headers["etag"], plain.headers["etag"])
          const again = yield* inject({
            url: "/api/backlog",
            headers: { "accept-encoding": encoding, "if-none-match": String(answer.headers["etag"]) }
          })
          assert.strictEqual(again.statusCode, 304)
        }
        const short = yield* get("/api/health", { "accept-encoding": "br, gzip" })
        assert.isUndefined(short.headers["content-encoding"])
      })
  )

  it.effect("nothing but our own scripts and styles may run, on pages, answers and problems alike", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      for (const url of ["/", "/api/backlog", "/api/nothing", "/api/docs", "/assets/index-Ab3_xYz9.js"]) {
        const { headers } = yield* get(url, page)
        const policy = String(headers["content-security-policy"])
        assert.include(policy, "script-src 'self';")
        assert.notInclude(policy, "unsafe")
        assert.include(policy, "frame-ancestors 'none'")
        assert.strictEqual(headers["x-content-type-options"], "nosniff")
        assert.strictEqual(headers["x-powered-by"], undefined)
      }
    })
  )

  it.effect("hashed files are kept for ever, the page is asked for each time, any address is the page", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const asset = yield* get("/assets/index-Ab3_xYz9.js", { "accept-encoding": "gzip" })
      assert.strictEqual(asset.headers["cache-control"], "public, max-age=31536000, immutable")
      assert.strictEqual(asset.headers["content-encoding"], "gzip")
      assert.strictEqual((yield* get("/favicon.svg")).headers["cache-control"], "no-cache")
      for (const url of ["/", "/themes/T1?district=sao", "/runs"]) {
        const { body, headers, statusCode } = yield* get(url, page)
        assert.deepStrictEqual([statusCode, headers["cache-control"]], [200, "no-cache"])
        assert.include(body, "<title>Отклик</title>")
      }
      for (const url of ["/api/nothing", "/assets/gone-12345678.js"])
        assert.strictEqual((yield* get(url)).statusCode, 404)
    })
  )

  it.effect("a question about the head alone gets it", () =>
    Effect.gen(function* () {
      const { inject } = yield* Serving
      const { body, headers, statusCode } = yield* inject({ method: "HEAD", url: "/api/backlog" })
      assert.deepStrictEqual([statusCode, body], [200, ""])
      assert.isDefined(headers["etag"])
    })
  )

  it.effect("the page of the API asks nothing of other machines and holds no inline script", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      const { body } = yield* get("/api/docs", page)
      const files = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!)
      assert.isAbove(files.length, 2)
      assert.notMatch(body, /<script>|https?:|style=/)
      for (const file of files) assert.strictEqual((yield* get(file)).statusCode, 200, file)
    })
  )
})

layer(Serving.small, { timeout: "2 minutes", excludeTestServices: true })(
  "over a connection of its own",
  (it) => {
    it.effect("a body that was read to its end does not end its request", () =>
      Effect.gen(function* () {
        const { app } = yield* Serving
        const url = yield* Effect.promise(() => app.listen({ port: 0, host: "127.0.0.1" }))
        const headers = { "content-type": "application/json", "x-otklik": "test" }
        const answer = yield* Effect.promise(() =>
          fetch(`${url}/api/session`, {
            method: "POST",
            headers,
            body: JSON.stringify({ person: "demo.curator" })
          })
        )
        assert.strictEqual(answer.status, 200)
        const me = yield* Effect.promise(() => answer.json())
        assert.deepStrictEqual([me.person.role, me.person.schools], ["curator", 40])
      })
    )
  }
)

layer(Serving.empty)("without a built interface", (it) => {
  it.effect("a page says how to build it", () =>
    Effect.gen(function* () {
      const { get, store } = yield* Serving
      yield* Effect.promise(() => rm(`${store}/dashboard/index.html`))
      const { body, statusCode } = yield* get("/", page)
      assert.strictEqual(statusCode, 404)
      assert.include(body, "npm run build")
    })
  )
})
