import { assert, layer, it as plain } from "@effect/vitest"
import { routes } from "@otklik/contract"
import { StaffRole } from "@otklik/contract/people"
import { Effect } from "effect"
import type { InjectOptions } from "fastify"
import { messages } from "../fixtures/messages.ts"
import { type Access, table } from "./access-table.ts"
import { foreignIn, own, schoolsIn } from "./foreign.ts"
import { furnished } from "./furnished.ts"
import { as, Serving } from "./serving.ts"

const expected = ({ open }: Access, role: StaffRole | "nobody") => {
  if (open === "anyone" || role === "administrator") return 200
  if (role === "nobody") return 401
  if (open === "somebody") return 200
  return open.includes(role) ? 200 : 403
}

const asked = (ask: InjectOptions, headers: Readonly<Record<string, string>>) => ({
  ...ask,
  headers: { ...ask.headers, ...headers }
})

/** Does what a row needs first; answers its last request. */
const answerTo = (
  { ask, before }: Access,
  headers: Readonly<Record<string, string>>,
  who: StaffRole | "nobody" = "nobody"
) =>
  Effect.gen(function* () {
    const { inject } = yield* Serving
    if (before !== undefined) yield* inject(asked(before, as("administrator")))
    const [first, ...rest] = typeof ask === "function" ? ask(who) : [ask]
    let answer = yield* inject(asked(first!, headers))
    for (const next of rest) answer = yield* inject(asked(next, headers))
    return answer
  })

const withoutRow = (known: object) => Object.keys(known).filter((name) => !(name in table))

const cells = Object.entries(table)
const everyone = [...StaffRole.literals.toReversed(), "nobody"] as const

layer(Serving.roles, { timeout: "4 minutes", excludeTestServices: true })("who may do what", (it) => {
  it.effect("once there are accounts", () => Effect.flatMap(Serving, ({ within }) => within(furnished)))

  it.effect.each(cells)("%s is open to those named in the table and to nobody else", ([name, row]) =>
    Effect.gen(function* () {
      for (const role of everyone) {
        const { body, statusCode } = yield* answerTo(row, as(role), role)
        assert.strictEqual(statusCode, expected(row, role), `${name} to ${role}: ${body.slice(0, 200)}`)
      }
    })
  )

  it.effect.each(cells.filter(([, { rows }]) => rows))(
    "%s shows a curator own schools alone, whoever asked before and whatever tag is held",
    ([name, row]) =>
      Effect.gen(function* () {
        const all = yield* answerTo(row, as("senior_curator"))
        assert.isNotEmpty(foreignIn(all.body), `${name} is said to hold rows of schools`)
        const held = { "if-none-match": String(all.headers["etag"]) }
        for (const schools of [own, []]) {
          const { body, statusCode } = yield* answerTo(row, { ...as("curator", schools), ...held })
          assert.strictEqual(statusCode, 200)
          assert.deepStrictEqual(foreignIn(body), [])
          assert.strictEqual(schoolsIn(body).length > 0, schools.length > 0)
        }
      })
  )

  it.effect.each(cells.filter(([, { rows }]) => !rows))(
    "%s says the same to a curator as to everyone, and names no school's message",
    ([, row]) =>
      Effect.gen(function* () {
        if (!Array.isArray(row.open) || !row.open.includes("curator") || typeof row.ask === "function") return
        const all = yield* answerTo(row, as("administrator"))
        const mine = yield* answerTo(row, as("curator", own))
        assert.strictEqual(mine.body, all.body)
        assert.deepStrictEqual(foreignIn(mine.body), [])
      })
  )

  it.effect.each(cells.filter(([, { foreign }]) => foreign !== undefined))(
    "%s of a foreign school is refused to a curator and open to a senior one",
    ([, { foreign }]) =>
      Effect.gen(function* () {
        const { inject } = yield* Serving
        const { ask, status } = foreign!
        assert.strictEqual((yield* inject(asked(ask, as("curator", own)))).statusCode, status)
        assert.isBelow((yield* inject(asked(ask, as("senior_curator")))).statusCode, 300)
      })
  )

  it.effect("a curator's counts and pages of a theme are those of own schools", () =>
    Effect.gen(function* () {
      const { inject } = yield* Serving
      const ask = { url: "/api/themes/T1/messages?limit=500", headers: as("curator", own) }
      const { items, total } = (yield* inject(ask)).json() as { items: ReadonlyArray<unknown>; total: number }
      const mine = messages.filter(({ school, text }) => /отметки/i.test(text) && own.includes(school ?? ""))
      assert.deepStrictEqual([items.length, total], [mine.length, mine.length])
    })
  )
})

plain("every route has its row, and the canary without one is caught", () => {
  assert.deepStrictEqual(withoutRow(routes), [])
  assert.deepStrictEqual(withoutRow({ ...routes, planted: routes.runs }), ["planted"])
})
