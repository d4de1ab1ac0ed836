import { assert, layer } from "@effect/vitest"
import { routes } from "@otklik/contract"
import { openApi } from "@otklik/server/openapi"
import { Ajv2020 } from "ajv/dist/2020.js"
import { Effect } from "effect"
import * as fc from "fast-check"
import { Serving } from "./serving.ts"

interface Parameter {
  readonly name: string
  readonly in: "path" | "query"
  readonly schema: Shape
}
interface Shape {
  readonly type?: string
  readonly enum?: ReadonlyArray<string>
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly allOf?: ReadonlyArray<Shape>
}

const document = JSON.parse(JSON.stringify(openApi(routes))) as ReturnType<typeof openApi>
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({
    path,
    name: operation.operationId,
    parameters: operation.parameters as ReadonlyArray<Parameter>,
    answer: (operation.responses[200].content as Record<string, { schema: object }>)["application/json"]
      ?.schema
  }))
)
type Operation = (typeof operations)[number]

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const problem = ajv.compile(document.components.schemas.Problem)
const answers = new Map(operations.map(({ answer, name }) => [name, answer && ajv.compile(answer)]))

const patternOf = ({ allOf, pattern }: Shape): string | undefined =>
  pattern ?? allOf?.find((it) => it.pattern)?.pattern

/** What the document allows, as it stands in a URL. */
const allowed = (shape: Shape): fc.Arbitrary<string> => {
  if (shape.enum) return fc.constantFrom(...shape.enum)
  if (shape.type === "integer" || shape.type === "number")
    return fc.integer({ min: shape.minimum!, max: shape.maximum! }).map(String)
  const pattern = patternOf(shape)
  return pattern ? fc.stringMatching(new RegExp(pattern, "u")) : fc.string({ unit: "grapheme" })
}

const known = fc.constantFrom("T1", "T2", "T11", "2025-09-15", "2025-11-11", "отметки", "")
const nasty = fc.constantFrom(
  "' or 1=1 --",
  "../../etc/passwd",
  "%00",
  "\u0000",
  "\uD800",
  "NaN",
  "1e308",
  "-1",
  "0x10",
  "9".repeat(300),
  "я".repeat(199),
  "__proto__",
  "[object Object]",
  "$where",
  "0000-01-01",
  "9999-12-31",
  "2025-02-29"
)
const anything = (shape: Shape) =>
  fc.oneof(
    { weight: 6, arbitrary: allowed(shape) },
    { weight: 2, arbitrary: known },
    { weight: 2, arbitrary: nasty },
    fc.string()
  )

const encode = (text: string) => encodeURIComponent(text.toWellFormed())

const stray = fc.tuple(fc.constantFrom("x", "limit", "__proto__", "constructor", "from"), fc.string())

/** A request to one operation with some of its parameters: `tame` as the document allows, else also as it does not. */
const requestTo = ({ name, parameters, path }: Operation, tame: boolean) => {
  const inPath = parameters.filter((it) => it.in === "path")
  const inQuery = parameters.filter((it) => it.in === "query" && !(tame && it.name === "cursor"))
  const value = ({ name: key, schema }: Parameter) =>
    tame ? (key === "id" ? fc.constantFrom("T1", "T2", "T3") : allowed(schema)) : anything(schema)
  return fc
    .record({
      values: fc.tuple(...inPath.map(value)),
      query: fc.tuple(...inQuery.map((it) => fc.option(value(it), { freq: 2 }))),
      odd: tame ? fc.constant(null) : fc.oneof(fc.constant(null), fc.constant(null), stray)
    })
    .map(({ odd, query, values }) => {
      const filled = inPath.reduce((url, it, i) => url.replace(`{${it.name}}`, encode(values[i]!)), path)
      const given = inQuery.flatMap((it, i) => (query[i] === null ? [] : [`${it.name}=${encode(query[i]!)}`]))
      if (odd !== null) given.push(`${odd[0]}=${encode(odd[1])}`)
      return { name, url: given.length === 0 ? filled : `${filled}?${given.join("&")}` }
    })
}
const anyRequest = fc.oneof(...operations.flatMap((it) => [requestTo(it, true), requestTo(it, false)]))

const runs = Number(process.env["OTKLIK_FUZZ"] ?? 1_500)

layer(Serving.whole, { timeout: "4 minutes", excludeTestServices: true })("the OpenAPI document", (it) => {
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
    "holds for any request: no failure of ours, every answer and every problem valid against it",
    () =>
      Effect.gen(function* () {
        const { app } = yield* Serving
        const seen = new Map<number, number>()
        const holds = async ({ name, url }: { name: string; url: string }) => {
          const answer = await app.inject({ url })
          seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
          assert.isBelow(answer.statusCode, 500, url)
          const valid = answer.statusCode === 200 ? (answers.get(name) ?? (() => true)) : problem
          const body = String(answer.headers["content-type"]).includes("json") ? answer.json() : null
          assert.isTrue(
            valid(body) as boolean,
            `${url} ${answer.body.slice(0, 500)} ${JSON.stringify(problem.errors)}`
          )
        }
        yield* Effect.promise(() =>
          fc.assert(fc.asyncProperty(anyRequest, holds), { numRuns: runs, seed: 7 })
        )
        assert.isAbove(seen.get(200) ?? 0, runs / 10)
        assert.isAbove(seen.get(400) ?? 0, runs / 10)
      })
  )
})
