import { assert, describe, layer } from "@effect/vitest"
import { firstInvitation } from "@otklik/server/people/invitations"
import { hashOf } from "@otklik/server/people/secret"
import { Effect } from "effect"
import { sql } from "kysely"
import { Serving } from "./serving.ts"
import {
  administrator,
  ask,
  type Body,
  cookieOf,
  opened,
  password,
  person,
  servingWithAccounts,
  signIn,
  stated,
  whoIs
} from "./signing.ts"

for (const [kind, serving] of servingWithAccounts)
  describe(`signing in on ${kind}`, () => {
    layer(serving, { timeout: "3 minutes", excludeTestServices: true })((it) => {
      it.effect("the first link makes the first administrator, once; then there is none", () =>
        Effect.gen(function* () {
          const { within } = yield* Serving
          yield* opened
          const early = yield* within(firstInvitation)
          const link = yield* within(firstInvitation)
          const accept = (secret: string, body: Body = {}) =>
            ask("POST", "/api/invitation", { secret, password, ...body })
          const named = { person: "boss", name: "Анна" }
          assert.strictEqual((yield* accept(early!.split("#")[1]!, named)).statusCode, 410)
          const secret = link!.split("#")[1]!
          assert.strictEqual((yield* accept(secret)).statusCode, 400)
          const first = yield* accept(secret, named)
          assert.deepStrictEqual([first.statusCode, first.json().person.role], [200, "administrator"])
          assert.strictEqual((yield* accept(secret, named)).statusCode, 410)
          assert.isNull(yield* within(firstInvitation))
        })
      )

      it.effect(
        "the cookie is read by no script and sent by no other site; its secret is kept by hash alone",
        () =>
          Effect.gen(function* () {
            yield* administrator
            const answer = yield* signIn(" Boss ")
            assert.strictEqual(answer.statusCode, 200, answer.body)
            const set = String(answer.headers["set-cookie"])
            assert.match(
              set,
              /^otklik-session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/
            )
            assert.strictEqual(answer.headers["cache-control"], "no-store")
            const secret = set.split(/[=;]/)[1]!
            const { rows } = yield* stated(sql`select * from session`)
            assert.notInclude(JSON.stringify(rows), secret)
          })
      )

      it.effect(
        "a wrong password, an unknown name and a strange one are told the same; passwords are in no log",
        () =>
          Effect.gen(function* () {
            yield* administrator
            const answers = yield* Effect.forEach(["boss", "nobody", "'; drop table person --", ""], (name) =>
              signIn(name, "неверный пароль секретный")
            )
            assert.deepStrictEqual(
              answers.map(({ statusCode }) => statusCode),
              [401, 401, 401, 401]
            )
            assert.strictEqual(new Set(answers.map((it) => it.json().detail)).size, 1)
            const { log } = yield* Serving
            assert.notMatch(log.join(""), /секретный|boss|drop table/)
          })
      )

      it.effect(
        "a session that was ended, tampered with, is too old or idle, or of another server is nobody's",
        () =>
          Effect.gen(function* () {
            yield* administrator
            const session = () => Effect.map(signIn("boss"), cookieOf)
            const [left, old, idle, good] = [
              yield* session(),
              yield* session(),
              yield* session(),
              yield* session()
            ]
            const hash = (it: { cookie: string }) => hashOf(it.cookie.split("=")[1]!)
            assert.strictEqual(yield* whoIs(left), "boss")
            assert.strictEqual((yield* ask("DELETE", "/api/session", undefined, left)).json().person, null)
            yield* stated(sql`update session set expires_at = now() where secret_hash = ${hash(old)}`)
            yield* stated(
              sql`update session set seen_at = now() - interval '13 hours' where secret_hash = ${hash(idle)}`
            )
            for (const cookie of [
              left,
              old,
              idle,
              { cookie: `${good.cookie}x` },
              { cookie: "otklik-session=" }
            ]) {
              assert.isNull(yield* whoIs(cookie))
              const answer = yield* ask("GET", "/api/backlog", undefined, cookie)
              assert.strictEqual(answer.statusCode, 401)
              assert.isAbove(answer.json().detail.length, 20)
            }
            assert.strictEqual(yield* whoIs(good), "boss")
          })
      )

      it.effect("a session of one's own choosing is never taken over: each sign-in makes a new one", () =>
        Effect.gen(function* () {
          yield* administrator
          const fixed = { cookie: `otklik-session=${"a".repeat(43)}` }
          const answer = yield* ask("POST", "/api/session", { person: "boss", password }, fixed)
          assert.notStrictEqual(cookieOf(answer).cookie, fixed.cookie)
          assert.isNull(yield* whoIs(fixed))
        })
      )

      it.effect("a closed account's sessions end at once, and its right password is told so", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const theirs = yield* person("closed", "planner")
          assert.strictEqual(yield* whoIs(theirs), "closed")
          const close = (version: number) =>
            ask("PATCH", "/api/people/closed", { version, disabled: true }, boss)
          assert.strictEqual((yield* close(7)).statusCode, 409)
          assert.strictEqual((yield* close(1)).json().sessions, 0)
          assert.isNull(yield* whoIs(theirs))
          assert.strictEqual((yield* signIn("closed")).statusCode, 403)
          assert.strictEqual((yield* signIn("closed", "не тот пароль")).statusCode, 401)
        })
      )

      it.effect("an administrator ends a stolen session; a new password ends every other one", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const stolen = yield* person("victim", "leadership")
          const mine = cookieOf(yield* signIn("victim"))
          const next = "другой длинный пароль"
          const changed = yield* ask("PUT", "/api/me/password", { now: password, next }, mine)
          assert.deepStrictEqual(
            [yield* whoIs(stolen), yield* whoIs(mine), yield* whoIs(cookieOf(changed))],
            [null, null, "victim"]
          )
          assert.strictEqual((yield* signIn("victim")).statusCode, 401)
          const again = cookieOf(yield* signIn("victim", next))
          yield* ask("DELETE", "/api/people/victim/sessions", undefined, boss)
          assert.isNull(yield* whoIs(again))
        })
      )

      it.effect("the last administrator can neither be closed nor be given another role", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const { version } = (yield* ask("GET", "/api/people", undefined, boss))
            .json()
            .items.find(({ id }: { id: string }) => id === "boss")
          for (const change of [{ disabled: true }, { role: "planner" }]) {
            const answer = yield* ask("PATCH", "/api/people/boss", { version, ...change }, boss)
            assert.strictEqual(answer.statusCode, 409)
          }
          assert.strictEqual(yield* whoIs(boss), "boss")
        })
      )

      it.effect(
        "a curator without schools sees the city's queue and not one message; with schools, theirs",
        () =>
          Effect.gen(function* () {
            const curator = yield* person("curator", "curator")
            const texts = () =>
              Effect.map(
                ask("GET", "/api/themes/T1/messages?limit=500", undefined, curator),
                (it) => it.json().items
              )
            assert.deepStrictEqual(yield* texts(), [])
            assert.isAbove((yield* ask("GET", "/api/backlog", undefined, curator)).json().total, 5)
            yield* stated(
              sql`insert into school (school, number, name) values ('1001', '1001', 'Школа'), ('1002', '1002', 'Школа')`
            )
            yield* stated(sql`insert into assignment (person, school, from_day, to_day) values
            ('curator', '1001', current_date - 1, null), ('curator', '1002', current_date - 9, current_date - 2)`)
            const seen = new Set((yield* texts()).map(({ school }: { school: string }) => school))
            assert.deepStrictEqual([...seen], ["1001"])
          })
      )
    })
  })
