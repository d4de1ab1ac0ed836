import { assert, describe, layer } from "@effect/vitest"
import { Effect } from "effect"
import { sql } from "kysely"
import { Serving } from "./serving.ts"
import {
  administrator,
  ask,
  cookieOf,
  opened,
  Organisation,
  person,
  servingWithProvider,
  signIn,
  stated,
  whoIs
} from "./signing.ts"

const begin = ask("POST", "/api/session/provider")

/** The query that the provider sends a browser back with, for the address that it was sent to. */
const visit = (address: string) =>
  Effect.promise(async () => {
    const answer = await fetch(address, { redirect: "manual" })
    return new URL(answer.headers.get("location")!)
  })

const answer = (query: string, cookie: { cookie: string }) =>
  ask("POST", "/api/session/provider/answer", { answer: query }, cookie)

/** What a browser does from the button to the page that it comes back to. */
const enter = Effect.gen(function* () {
  const begun = yield* begin
  assert.strictEqual(begun.statusCode, 200, begun.body)
  const back = yield* visit(begun.json().address)
  assert.strictEqual(back.origin + back.pathname, "http://localhost/signed-in")
  return yield* answer(back.search.slice(1), cookieOf(begun))
})

const enterAs = (claims: Readonly<Record<string, unknown>>) =>
  Effect.gen(function* () {
    const organisation = yield* Organisation
    organisation.somebody = claims
    return yield* enter
  })

const sessionOf = (entered: { headers: Record<string, unknown> }) => ({
  cookie: [entered.headers["set-cookie"]].flat().map(String)[0]!.split(";")[0]!
})

const vera = {
  sub: "u-1",
  preferred_username: "vera@mos.example",
  name: "Вера Лебедева",
  groups: ["curators"]
}
const kindOf = (answered: { json: () => { type: string } }) => answered.json().type.split(":").at(-1)

for (const [kind, serving] of servingWithProvider)
  describe(`signing in by the organisation's account on ${kind}`, () => {
    layer(serving, { timeout: "3 minutes", excludeTestServices: true })((it) => {
      it.effect("a provider that is away is named in a sentence, names and passwords work on", () =>
        Effect.gen(function* () {
          yield* opened
          yield* administrator
          const organisation = yield* Organisation
          organisation.silent = true
          const [silent, local] = yield* Effect.all([begin, signIn("boss")], { concurrency: "unbounded" })
          organisation.silent = false
          organisation.fault = "broken"
          const broken = yield* begin
          organisation.fault = null
          for (const refused of [silent, broken]) {
            assert.deepStrictEqual([refused.statusCode, kindOf(refused)], [503, "provider-down"])
            assert.isAbove(refused.json().detail.length, 40)
          }
          assert.strictEqual(local.statusCode, 200)
        })
      )

      it.effect("the first time makes a person of the role that the groups give, with a session", () =>
        Effect.gen(function* () {
          assert.isTrue((yield* ask("GET", "/api/me")).json().provider)
          const entered = yield* enterAs(vera)
          assert.strictEqual(entered.statusCode, 200, entered.body)
          const { id, name, role } = entered.json().person
          assert.deepStrictEqual([id, name, role], ["vera", "Вера Лебедева", "curator"])
          assert.strictEqual(yield* whoIs(sessionOf(entered)), "vera")
          const again = yield* enterAs(vera)
          assert.strictEqual(again.json().person.id, "vera")
        })
      )

      it.effect("asks with a challenge, a state and a nonce, none of which is the browser's secret", () =>
        Effect.gen(function* () {
          const begun = yield* begin
          const asked = new URL(begun.json().address).searchParams
          assert.strictEqual(asked.get("code_challenge_method"), "S256")
          assert.strictEqual(asked.get("scope"), "openid profile groups")
          const secret = cookieOf(begun).cookie.split("=")[1]!
          const told = ["state", "nonce", "code_challenge"].map((name) => asked.get(name)!)
          assert.strictEqual(new Set([...told, secret]).size, 4)
          assert.match(String(begun.headers["set-cookie"]), /HttpOnly; SameSite=Strict/)
        })
      )

      it.effect("an account of the same name here is another person: nobody is joined by a name", () =>
        Effect.gen(function* () {
          yield* person("anna", "administrator")
          const entered = yield* enterAs({
            sub: "u-2",
            preferred_username: "Anna",
            email: "anna@mos.example",
            groups: ["planners"]
          })
          const { id, role } = entered.json().person
          assert.deepStrictEqual([id, role], ["anna-2", "planner"])
        })
      )

      it.effect("the role follows the groups at every sign-in, in open sessions as well", () =>
        Effect.gen(function* () {
          const mine = { sub: "u-3", preferred_username: "nina", groups: ["curators"] }
          const first = sessionOf(yield* enterAs(mine))
          const second = yield* enterAs({ ...mine, groups: ["others", "planners", "curators"] })
          assert.strictEqual(second.json().person.role, "planner")
          assert.strictEqual((yield* ask("GET", "/api/me", undefined, first)).json().person.role, "planner")
        })
      )

      it.effect("whom no group lets in is told so; who has lost the groups loses the sessions too", () =>
        Effect.gen(function* () {
          const mine = { sub: "u-4", preferred_username: "oleg" }
          for (const groups of [[], ["others"], undefined, 7, { a: 1 }]) {
            const refused = yield* enterAs({ ...mine, groups })
            assert.deepStrictEqual([refused.statusCode, kindOf(refused)], [403, "groupless"])
            assert.isUndefined(refused.headers["set-cookie"])
          }
          const { rows } = yield* stated(sql`select * from person where id = 'oleg'`)
          assert.isEmpty(rows)
          const session = sessionOf(yield* enterAs({ ...mine, groups: "planners" }))
          assert.strictEqual(yield* whoIs(session), "oleg")
          assert.strictEqual((yield* enterAs({ ...mine, groups: [] })).statusCode, 403)
          assert.isNull(yield* whoIs(session))
        })
      )

      it.effect("a closed account stays closed, whatever the groups say", () =>
        Effect.gen(function* () {
          const boss = yield* administrator
          const mine = { sub: "u-5", preferred_username: "pavel", groups: ["planners"] }
          const session = sessionOf(yield* enterAs(mine))
          yield* ask("PATCH", "/api/people/pavel", { version: 1, disabled: true }, boss)
          assert.isNull(yield* whoIs(session))
          const refused = yield* enterAs(mine)
          assert.deepStrictEqual([refused.statusCode, kindOf(refused)], [403, "closed-account"])
        })
      )

      for (const fault of ["nonce", "expired", "forged", "unsigned", "audience"] as const)
        it.effect(`a token that is not right is nobody's: ${fault}`, () =>
          Effect.gen(function* () {
            const organisation = yield* Organisation
            organisation.fault = fault
            const refused = yield* Effect.ensuring(
              enterAs(vera),
              Effect.sync(() => void (organisation.fault = null))
            )
            assert.deepStrictEqual([refused.statusCode, kindOf(refused)], [400, "provider-untrusted"])
            assert.isUndefined(refused.headers["set-cookie"])
          })
        )

      it.effect("an answer works once, and in the browser that began alone", () =>
        Effect.gen(function* () {
          const organisation = yield* Organisation
          organisation.somebody = vera
          const [begun, other] = [yield* begin, yield* begin]
          const query = (yield* visit(begun.json().address)).search.slice(1)
          const statusOf = (asked: string, cookie: { cookie: string }) =>
            Effect.map(answer(asked, cookie), ({ statusCode }) => statusCode)
          assert.strictEqual(yield* statusOf(query, cookieOf(other)), 400)
          assert.strictEqual(yield* statusOf(query, { cookie: "" }), 400)
          assert.strictEqual(yield* statusOf(query.replace(/state=\w/, "state=!"), cookieOf(begun)), 400)
          assert.strictEqual(yield* statusOf("", cookieOf(begun)), 400)
          assert.strictEqual(yield* statusOf("code=eyJ9&state=1&iss=%00", cookieOf(begun)), 400)
          const entered = yield* answer(query, cookieOf(begun))
          assert.strictEqual(entered.statusCode, 200, entered.body)
          assert.match(String([entered.headers["set-cookie"]].flat()[1]), /^otklik-begun=; .*Max-Age=0/)
          assert.strictEqual(yield* statusOf(query, cookieOf(begun)), 400)
        })
      )

      it.effect("a provider that goes away in between says so too, and nobody is in", () =>
        Effect.gen(function* () {
          const organisation = yield* Organisation
          organisation.somebody = vera
          const begun = yield* begin
          const back = yield* visit(begun.json().address)
          organisation.fault = "broken"
          const refused = yield* answer(back.search.slice(1), cookieOf(begun))
          organisation.fault = null
          assert.deepStrictEqual([refused.statusCode, kindOf(refused)], [503, "provider-down"])
        })
      )

      it.effect("a sign-in that was called off at the provider says so", () =>
        Effect.gen(function* () {
          const organisation = yield* Organisation
          organisation.refusing = true
          const refused = yield* enterAs(vera)
          organisation.refusing = false
          assert.deepStrictEqual([refused.statusCode, kindOf(refused)], [403, "provider-refused"])
        })
      )

      it.effect("every sign-in and refusal is in the audit; nobody's claims are in a log", () =>
        Effect.gen(function* () {
          const { rows } = yield* stated(
            sql`select kind, person, detail->>'why' as why from audit where detail->>'means' = 'provider'`
          )
          const told = rows.map((row) => Object.values(row as object).join(" "))
          assert.includeMembers(told, [
            "sign_in vera ",
            "sign_in_refused  groupless",
            "sign_in_refused oleg groupless",
            "sign_in_refused pavel closed",
            "sign_in_refused  untrusted",
            "sign_in_refused  refused"
          ])
          const { log } = yield* Serving
          assert.notMatch(log.join(""), /Лебедева|mos\.example|u-1/)
        })
      )
    })
  })
