import { routes } from "@otklik/contract"
import { openApi } from "@otklik/server/openapi"
import * as fc from "fast-check"

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
  readonly anyOf?: ReadonlyArray<Shape>
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: ReadonlyArray<string>
  readonly items?: Shape | false
  readonly prefixItems?: ReadonlyArray<Shape>
  readonly minItems?: number
}

/** The document as it travels. */
export const document = JSON.parse(JSON.stringify(openApi(routes))) as ReturnType<typeof openApi>

/** Every operation that it names. */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase() as "GET",
    name: operation.operationId,
    body: (operation.requestBody?.content["application/json"].schema ?? null) as Shape | null,
    parameters: operation.parameters as ReadonlyArray<Parameter>,
    answer: (operation.responses[200].content as Record<string, { schema: object }>)["application/json"]
      ?.schema
  }))
)
type Operation = (typeof operations)[number]

const patternOf = ({ allOf, pattern }: Shape): string | undefined =>
  pattern ?? allOf?.find((it) => it.pattern)?.pattern

/** Texts of a pattern; of one that the generator cannot read, any text. */
const matching = (pattern: string): fc.Arbitrary<string> => {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"))
  } catch {
    return fc.string({ unit: "grapheme", minLength: 1 })
  }
}

/** What the document allows, as it stands in a URL. */
const allowed = (shape: Shape): fc.Arbitrary<string> => {
  if (shape.enum) return fc.constantFrom(...shape.enum)
  if (shape.type === "integer" || shape.type === "number")
    return fc.integer({ min: shape.minimum!, max: shape.maximum! }).map(String)
  const pattern = patternOf(shape)
  return pattern ? matching(pattern) : fc.string({ unit: "grapheme" })
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

const text = fc.oneof(known, nasty, fc.string({ unit: "grapheme" }))
const junk = fc.oneof(text, fc.constant(null), fc.boolean(), fc.integer(), fc.constant([]), fc.constant({}))

/** A value of a body: as the document allows, or now and then something else. */
const valueOf = (shape: Shape, tame: boolean): fc.Arbitrary<unknown> =>
  tame ? fitting(shape, tame) : fc.oneof({ weight: 9, arbitrary: fitting(shape, tame) }, junk)

const fitting = (shape: Shape, tame: boolean): fc.Arbitrary<unknown> => {
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((it) => valueOf(it, tame)))
  if (shape.type === "boolean") return fc.boolean()
  if (shape.type === "object") return objectOf(shape, tame)
  if (shape.type === "array") {
    const item = shape.items || shape.prefixItems?.[0] || {}
    return fc.array(valueOf(item, tame), { minLength: shape.minItems ?? 0, maxLength: 4 })
  }
  if (shape.type === "integer" || shape.type === "number")
    return fc.integer({
      min: Math.ceil(shape.minimum ?? -2),
      max: Math.max(Math.ceil(shape.minimum ?? -2), Math.floor(shape.maximum ?? 9))
    })
  return tame ? allowed(shape) : fc.oneof(allowed(shape), text)
}

const objectOf = ({ properties = {}, required = [] }: Shape, tame: boolean) =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, shape]) => [key, valueOf(shape, tame)])),
    { requiredKeys: tame ? [...required] : required.filter((_, i) => i % 2 === 0) }
  )

const encode = (text: string) => encodeURIComponent(text.toWellFormed())

const stray = fc.tuple(fc.constantFrom("x", "limit", "__proto__", "constructor", "from"), fc.string())

/** A request to one operation with some of its parameters: `tame` as the document allows, else also as it does not. */
const requestTo = ({ body, method, name, parameters, path }: Operation, tame: boolean) => {
  const inPath = parameters.filter((it) => it.in === "path")
  const inQuery = parameters.filter((it) => it.in === "query" && !(tame && it.name === "cursor"))
  const value = ({ name: key, schema }: Parameter) =>
    tame
      ? key === "id" && !name.includes("napshot")
        ? fc.constantFrom("T1", "T2", "T3")
        : allowed(schema)
      : anything(schema)
  return fc
    .record({
      values: fc.tuple(...inPath.map(value)),
      query: fc.tuple(...inQuery.map((it) => fc.option(value(it), { freq: 2 }))),
      payload: body === null ? fc.constant(undefined) : valueOf(body, tame),
      odd: tame ? fc.constant(null) : fc.oneof(fc.constant(null), fc.constant(null), stray)
    })
    .map(({ odd, payload, query, values }) => {
      const filled = inPath.reduce((url, it, i) => url.replace(`{${it.name}}`, encode(values[i]!)), path)
      const given = inQuery.flatMap((it, i) => (query[i] === null ? [] : [`${it.name}=${encode(query[i]!)}`]))
      if (odd !== null) given.push(`${odd[0]}=${encode(odd[1])}`)
      return {
        name,
        method,
        payload: payload as object | undefined,
        url: given.length === 0 ? filled : `${filled}?${given.join("&")}`
      }
    })
}
/** Any request to any operation: half of them as the document allows. */
export const anyRequest = fc.oneof(...operations.flatMap((it) => [requestTo(it, true), requestTo(it, false)]))
