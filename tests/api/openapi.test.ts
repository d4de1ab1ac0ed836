import { assert, layer } from "@effect/vitest"
import { routes } from "@otklik/contract"
import { StaffRole } from "@otklik/contract/people"
import { Ajv2020 } from "ajv/dist/2020.js"
import { Effect } from "effect"
import * as fc from "fast-check"
import { foreignIn, own } from "./foreign.ts"
import { furnished } from "./furnished.ts"
import { anyRequest, document, operations } from "./openapi-requests.ts"
import { as, Serving } from "./serving.ts"

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const problem = ajv.compile(document.components.schemas.Problem)
const answers = new Map(operations.map(({ answer, name }) => [name, answer && ajv.compile(answer)]))

const everyone = [...StaffRole.literals, "nobody"] as const
const asker = fc.constantFrom(...everyone)
const ofSchools = (role: (typeof everyone)[number]) => as(role, role === "curator" ? own : undefined)

type Asked = [
  (typeof everyone)[number],
  { method: "GET"; name: string; payload: object | undefined; url: string }
]

const runs = Number(process.env["OTKLIK_FUZZ"] ?? 1_500)

layer(Serving.roles, { timeout: "30 minutes", excludeTestServices: true })("the OpenAPI document", (it) => {
  it.effect("is what the server prints, names every route of the contract and every parameter's bounds", () =>
    Effect.gen(function* () {
      const { get } = yield* Serving
      assert.deepStrictEqual((yield* get("/api/openapi.json")).json(), document)
      assert.strictEqual(document.openapi, "3.1.0")
      assert.sameMembers(
        operations.map(({ name }) => name),
        Object.keys(routes)
      )
      const limit = operations
        .find(({ name }) => name === "backlog")!
        .parameters.find(({ name }) => name === "limit")!
      assert.deepInclude(limit.schema as object, { type: "integer", minimum: 1, maximum: 500, default: 50 })
    })
  )

  it.effect(
    "holds for any request of anyone: no failure of ours, no foreign row, every answer and problem valid against it",
    () =>
      Effect.gen(function* () {
        const { app, within } = yield* Serving
        yield* within(furnished)
        const seen = new Map<number, number>()
        const holds = async ([role, { method, name, payload, url }]: Asked) => {
          const headers = { ...ofSchools(role), "x-otklik": "fuzz" }
          const answer = await app.inject({
            method,
            url,
            headers,
            ...(payload === undefined ? {} : { payload })
          })
          const told = `${role} ${method} ${url} ${JSON.stringify(payload)} ${answer.statusCode} ${answer.body.slice(0, 500)}`
          seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
          assert.isBelow(answer.statusCode, 500, told)
          const valid = answer.statusCode === 200 ? (answers.get(name) ?? (() => true)) : problem
          const body = String(answer.headers["content-type"]).includes("json") ? answer.json() : null
          assert.isTrue(valid(body) as boolean, told)
          if (role === "curator") assert.deepStrictEqual(foreignIn(answer.body), [], told)
        }
        yield* Effect.promise(() =>
          fc.assert(fc.asyncProperty(fc.tuple(asker, anyRequest), holds), { numRuns: runs, seed: 7 })
        )
        assert.isAbove(seen.get(200) ?? 0, runs / 10)
        for (const status of [400, 401, 403]) assert.isAbove(seen.get(status) ?? 0, runs / 20, `${status}`)
      }),
    3_600_000
  )
})
