import type { Route } from "@otklik/contract/route"
import { Effect, Result, Schema, SchemaIssue } from "effect"
import type { FastifyRequest } from "fastify"
import { expectation, type Shape } from "./expectation.ts"
import type { Scope } from "@otklik/sql/scope"
import type { Actor } from "./actor.ts"
import { badAddress, badBody, badQuery, type Failure } from "./failures.ts"
import { scopeOf } from "./policy.ts"
import type { Sentence, Tongue } from "./sentence.ts"
import { tongueOf } from "./sentence.ts"

type TypeOf<S> = S extends Schema.Top ? S["Type"] : Readonly<Record<never, never>>

/** A request as its route's schemas decode it. */
export interface Input<R extends Route> {
  readonly params: TypeOf<R["schema"]["params"]>
  readonly query: TypeOf<R["schema"]["querystring"]>
  readonly body: TypeOf<R["schema"]["body"]>
  readonly actor: R["access"] extends "anyone" ? Actor | null : Actor
  /** the schools whose rows the answer may hold */
  readonly scope: Scope
  readonly tongue: Tongue
  readonly visit: Visit
}

/** What a connection tells besides what is asked. */
export interface Visit {
  readonly address: string
  readonly headers: FastifyRequest["headers"]
}

export type Decodable = Schema.Codec<unknown, unknown>

/** The properties of a struct as JSON Schema of their decoded side: a limit is a number there, not its digits. */
export const shapesOf = (schema: Schema.Top | undefined): Readonly<Record<string, Shape>> =>
  schema === undefined
    ? {}
    : ((Schema.toJsonSchemaDocument(Schema.toType(schema)).schema["properties"] ?? {}) as Record<
        string,
        Shape
      >)

const issues = SchemaIssue.makeFormatterStandardSchemaV1()

const unknownKey = (key: string, known: ReadonlyArray<string>): Sentence => ({
  ru: `Параметра ${JSON.stringify(key)} здесь нет. Есть: ${known.join(", ") || "никаких"}`,
  en: `There is no parameter ${JSON.stringify(key)} here. There are: ${known.join(", ") || "none"}`
})
const repeatedKey = (key: string): Sentence => ({
  ru: `Параметр ${key} указан дважды: оставьте один`,
  en: `Parameter ${key} is given twice: leave one`
})
const badValue = (key: string, expected: Sentence): Sentence => ({
  ru: `Параметр ${key}: нужно ${expected.ru}`,
  en: `Parameter ${key} must be ${expected.en}`
})

const decoder = (schema: Schema.Top | undefined, fail: (detail: Sentence) => Failure) => {
  const shapes = shapesOf(schema)
  const known = Object.keys(shapes)
  const decode = Schema.decodeUnknownResult((schema ?? Schema.Struct({})) as Decodable)
  return (given: Readonly<Record<string, unknown>>): Result.Result<unknown, Failure> => {
    const odd = Object.keys(given).find((key) => !known.includes(key))
    if (odd !== undefined) return Result.fail(fail(unknownKey(odd.slice(0, 50), known)))
    const twice = known.find((key) => Array.isArray(given[key]))
    if (twice !== undefined) return Result.fail(fail(repeatedKey(twice)))
    return Result.mapError(decode(given), ({ issue }) => {
      const key = String(issues(issue).issues[0]?.path?.[0] ?? known[0])
      return fail(badValue(key, expectation(shapes[key] ?? {})))
    })
  }
}

const badField = (path: string): Sentence => ({
  ru: `Тело запроса: поле ${path} не такое, как описано на /api/docs`,
  en: `The body: field ${path} is not as /api/docs describes it`
})
const longField = (path: string, most: number): Sentence => ({
  ru: `Тело запроса: поле ${path} длиннее, чем можно: сократите его до ${most} знаков`,
  en: `The body: field ${path} is too long: shorten it to ${most} characters`
})
const longList = (path: string, most: number): Sentence => ({
  ru: `Тело запроса: в поле ${path} больше, чем принимается за раз: отправьте не больше ${most}`,
  en: `The body: field ${path} holds more than is taken at once: send at most ${most}`
})

type Path = ReadonlyArray<PropertyKey | { readonly key: PropertyKey }>
const keysOf = (path: Path) => path.map((step) => (typeof step === "object" ? step.key : step))

/** The bound of length that a value breaks, in the place of a message; empty where it breaks another rule. */
const bounds = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: () => "",
  checkHook: ({ filter }) => String(filter.annotations?.["arbitraryConstraint"]?.maxLength ?? "")
})

const valueAt = (given: unknown, keys: ReadonlyArray<PropertyKey>) =>
  keys.reduce<unknown>((value, key) => (value as Readonly<Record<PropertyKey, unknown>>)[key], given)

/** What is wrong with a body, by its first issue. */
const wrongField = (issue: SchemaIssue.Issue, given: unknown): Sentence => {
  const [first] = bounds(issue).issues
  const keys = keysOf(first?.path ?? [])
  const path = keys.map(String).join(".") || "—"
  if (!first?.message) return badField(path)
  const tooLong = Array.isArray(valueAt(given, keys)) ? longList : longField
  return tooLong(path, Number(first.message))
}

const zero = "\u0000"

/** PostgreSQL keeps no text with it, and no person types it. */
const holdsZero = (given: unknown): boolean =>
  typeof given === "string"
    ? given.includes(zero)
    : typeof given === "object" && given !== null && Object.entries(given).flat().some(holdsZero)

const zeroByte: Sentence = {
  ru: "В теле запроса есть нулевой знак (\\u0000): уберите его",
  en: "The body holds a null character (\\u0000): take it out"
}

/** A body with keys that nobody asked for is refused like one without those that are needed. */
const bodyDecoder = (schema: Schema.Top | undefined) => {
  if (schema === undefined) return () => Result.succeed({})
  const decode = Schema.decodeUnknownResult(schema as Decodable, { onExcessProperty: "error" })
  return (given: unknown): Result.Result<unknown, Failure> => {
    if (holdsZero(given)) return Result.fail(badBody(zeroByte))
    return Result.mapError(decode(given), ({ issue }) => badBody(wrongField(issue, given)))
  }
}

/** Decodes the requests of one route; a failure names the parameter and what it must be, never what was given. */
export const inputOf = <R extends Route>(route: R) => {
  const params = decoder(route.schema.params, badAddress)
  const query = decoder(route.schema.querystring, badQuery)
  const body = bodyDecoder(route.schema.body)
  return (request: FastifyRequest, actor: Actor | null): Effect.Effect<Input<R>, Failure> =>
    Effect.fromResult(
      Result.all({
        params: params(request.params as Record<string, unknown>),
        query: query(request.query as Record<string, unknown>),
        body: body(request.body)
      })
    ).pipe(
      Effect.map((decoded) => {
        const scope = scopeOf(actor, route.access)
        const visit = { address: request.ip, headers: request.headers }
        return { ...decoded, actor, scope, visit, tongue: tongueOf(request.headers) } as Input<R>
      })
    )
}
