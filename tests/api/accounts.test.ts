import { assert, describe, layer } from "@effect/vitest"
import type { Account } from "@otklik/contract/account"
import { PersonId } from "@otklik/contract/people"
import { Effect } from "effect"
import { sql } from "kysely"
import { Serving } from "./serving.ts"
import {
  administrator,
  ask,
  cookieOf,
  opened,
  password,
  person,
  servingWithAccounts,
  stated,
  whoIs
} from "./signing.ts"

for (const [kind, serving] of servingWithAccounts)
  describe(`accounts on ${kind}`, () => {
    layer(serving, { timeout: "3 minutes", excludeTestServices: true })((it) => {
      it.effect("once the database is open", () => opened)

      it.effect("a key does what its role and its actions both allow, until it ends", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const made = yield* ask(
            "POST",
            "/api/keys",
            { name: "Витрина", role: "planner", actions: ["read_backlog", "administer"], days: 1 },
            boss
          )
          const { key, secret } = made.json()
          const by = (word: string) => ({ authorization: `Bearer ${word}`, cookie: boss.cookie })
          const statusOf = (url: string, word = secret) =>
            Effect.map(ask("GET", url, undefined, by(word)), ({ statusCode }) => statusCode)
          assert.strictEqual(yield* statusOf("/api/backlog"), 200)
          assert.strictEqual(yield* statusOf("/api/themes/T1"), 403)
          assert.strictEqual(yield* statusOf("/api/people"), 403)
          assert.strictEqual(yield* statusOf("/api/backlog", `${secret}x`), 401)
          const listed = (yield* ask("GET", "/api/keys", undefined, boss)).body
          assert.include(listed, key.id)
          assert.notInclude(listed, secret)
          yield* ask("DELETE", `/api/keys/${key.id}`, undefined, boss)
          assert.strictEqual(yield* statusOf("/api/backlog"), 401)
          const short = (yield* ask(
            "POST",
            "/api/keys",
            { name: "К", role: "leadership", actions: ["read_backlog"], days: 1 },
            boss
          )).json()
          yield* stated(sql`update api_key set expires_at = now() where id = ${short.key.id}`)
          assert.strictEqual(yield* statusOf("/api/backlog", short.secret), 401)
        })
      )

      it.effect("a person sees own sessions, from where and by what, and ends one or all others", () =>
        Effect.gen(function* () {
          const { app } = yield* Serving
          const first = yield* person("wanderer", "planner")
          const enter = (remoteAddress: string, agent: string) =>
            Effect.promise(() =>
              app.inject({
                method: "POST",
                url: "/api/session",
                headers: { "x-otklik": "1", "user-agent": agent },
                remoteAddress,
                payload: { person: "wanderer", password }
              })
            )
          const mine = cookieOf(yield* enter("10.0.0.7", "Firefox/140.0 (Windows)"))
          const third = cookieOf(yield* enter("10.0.0.8", "x".repeat(2_000)))
          const own = (yield* ask("GET", "/api/me/account", undefined, mine)).json() as Account
          assert.deepStrictEqual([own.hasPassword, own.hasProvider], [true, false])
          assert.deepStrictEqual(
            own.sessions.map(({ address, agent, current, means }) => [
              means,
              address,
              agent?.slice(0, 9),
              current
            ]),
            [
              ["password", "10.0.0.8", "xxxxxxxxx", false],
              ["password", "10.0.0.7", "Firefox/1", true],
              ["link", "127.0.0.1", "lightMyRe", false]
            ]
          )
          yield* stated(
            sql`update session set seen_at = now() - interval '2 minutes' where person = 'wanderer'`
          )
          yield* Effect.promise(() =>
            app.inject({ url: "/api/me", headers: third, remoteAddress: "10.0.0.9" })
          )
          const moved = (yield* ask("GET", "/api/me/account", undefined, mine)).json() as Account
          assert.strictEqual(moved.sessions.find(({ id }) => id === own.sessions[0]!.id)?.address, "10.0.0.9")
          const foreign = yield* person("stranger", "planner")
          yield* ask("DELETE", `/api/me/sessions/${own.sessions[1]!.id}`, undefined, foreign)
          assert.strictEqual(yield* whoIs(mine), "wanderer")
          const left = yield* ask("DELETE", `/api/me/sessions/${own.sessions[0]!.id}`, undefined, mine)
          assert.deepStrictEqual(
            [left.json().sessions.length, yield* whoIs(third), yield* whoIs(first)],
            [2, null, "wanderer"]
          )
          yield* ask("DELETE", "/api/me/sessions", undefined, mine)
          assert.deepStrictEqual([yield* whoIs(first), yield* whoIs(mine)], [null, "wanderer"])
          assert.strictEqual((yield* ask("GET", "/api/me/account", undefined, first)).statusCode, 401)
        })
      )

      it.effect("everyone who is in learns the names of those who decide, and of closed accounts", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const planner = yield* person("reader", "planner")
          yield* person("gone", "curator")
          yield* ask("PATCH", "/api/people/gone", { version: 1, disabled: true }, boss)
          const { items } = (yield* ask("GET", "/api/names", undefined, planner)).json() as {
            items: ReadonlyArray<{ id: string; name: string }>
          }
          assert.deepInclude(items, { id: PersonId.make("gone"), name: "Имя gone" })
          assert.isTrue(items.some(({ id, name }) => id.startsWith("key.") && name === "Витрина"))
          assert.strictEqual((yield* ask("GET", "/api/names")).statusCode, 401)
        })
      )

      it.effect("changes come from our own pages alone", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const { app } = yield* Serving
          const leave = (headers: Readonly<Record<string, string>>) =>
            Effect.promise(() =>
              app.inject({ method: "DELETE", url: "/api/session", headers: { ...boss, ...headers } })
            )
          assert.strictEqual((yield* leave({})).statusCode, 403)
          assert.strictEqual(
            (yield* leave({ "x-otklik": "1", origin: "https://evil.example" })).statusCode,
            403
          )
          assert.strictEqual((yield* leave({ "x-otklik": "1", origin: "null" })).statusCode, 403)
          assert.strictEqual(yield* whoIs(boss), "boss")
          assert.strictEqual(
            (yield* leave({ "x-otklik": "1", origin: "http://localhost:80" })).statusCode,
            200
          )
        })
      )

      it.effect("guesses soon wait, and nobody else does", () =>
        Effect.gen(function* () {
          yield* person("guessed", "planner")
          const { app } = yield* Serving
          const guess = (address: string, word: string) =>
            Effect.promise(() =>
              app.inject({
                method: "POST",
                url: "/api/session",
                headers: { "x-otklik": "1" },
                remoteAddress: address,
                payload: { person: "guessed", password: word }
              })
            )
          const statuses: Array<number> = []
          for (let n = 0; n < 8; n++) statuses.push((yield* guess("10.0.0.1", `догадка ${n}`)).statusCode)
          assert.deepStrictEqual(statuses.slice(0, 6), [401, 401, 401, 401, 401, 429])
          const waiting = yield* guess("10.0.0.1", password)
          assert.strictEqual(waiting.statusCode, 429)
          assert.isAbove(Number(waiting.headers["retry-after"]), 0)
          assert.strictEqual((yield* guess("10.0.0.2", password)).statusCode, 200)
        })
      )

      it.effect("what happened is in the audit, which nobody can change", () =>
        Effect.gen(function* () {
          const { rows } = yield* stated(sql`select distinct kind from audit order by kind`)
          assert.includeMembers(
            rows.map((row) => (row as { kind: string }).kind),
            ["key_added", "person_added", "sign_in", "sign_in_refused", "sign_out"]
          )
          const failed = yield* Effect.flip(stated(sql`delete from audit`))
          assert.strictEqual((failed as { code?: string }).code, "23001")
        })
      )

      it.effect("ids that could be anybody's are refused before they reach the database", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          for (const id of ["", "Два Слова", "a".repeat(65), "ы"])
            assert.strictEqual(
              (yield* ask("POST", "/api/people", { id, name: "А", role: "planner" }, boss)).statusCode,
              400
            )
          assert.strictEqual(
            (yield* ask(
              "POST",
              "/api/people",
              { id: PersonId.make("boss"), name: "А", role: "planner" },
              boss
            )).statusCode,
            409
          )
        })
      )
    })
  })
