import { assert, it } from "@effect/vitest"
import { Effect, Option, Redacted, Schedule } from "effect"
import { temporaryFolder, writeStore } from "../fixtures/snapshot.ts"
import { postgres } from "../postgres.ts"
import { accounts, Serving } from "./serving.ts"
import { administrator, ask, cookieOf, opened, signIn, whoIs } from "./signing.ts"

const borrowed = process.env["DATABASE_URL"] !== undefined && process.env["DATABASE_URL"] !== ""

it.live.skipIf(borrowed)(
  "while the database is down everyone is told so and nobody is left waiting; when it is back, sessions hold",
  () =>
    Effect.gen(function* () {
      const server = yield* Effect.acquireRelease(Effect.promise(postgres), ({ stop }) =>
        Effect.promise(stop)
      )
      const folder = yield* temporaryFolder
      yield* writeStore(folder)
      const database = Option.some(Redacted.make(server.url))
      yield* Effect.gen(function* () {
        yield* opened
        yield* administrator
        const session = cookieOf(yield* signIn("boss"))
        yield* Effect.promise(server.crash!)
        for (const url of ["/api/backlog", "/api/people", "/api/me"]) {
          const answer = yield* ask("GET", url, undefined, session)
          assert.strictEqual(answer.statusCode, 503)
          assert.include(answer.json().detail, "База людей и решений не отвечает")
        }
        assert.strictEqual((yield* signIn("boss")).statusCode, 503)
        assert.strictEqual((yield* ask("GET", "/api/health")).statusCode, 200)
        yield* Effect.promise(server.start!)
        yield* whoIs(session).pipe(
          Effect.repeat({ until: (id) => id === "boss", schedule: Schedule.spaced("100 millis"), times: 200 })
        )
        assert.strictEqual(yield* whoIs(session), "boss")
      }).pipe(Effect.provide(Serving.over(folder, { database, entry: accounts })))
    })
)
