import { Problem, type Route } from "@otklik/contract/route"
import { Option, Schema } from "effect"
import { type Decodable, shapesOf } from "./input.ts"
import { version } from "./version.ts"

type Json = Readonly<Record<string, unknown>>

const jsonOf = (schema: Schema.Top): Json =>
  Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" }).schema as Json

/** What an empty query means: the defaults of its keys. */
const defaultsOf = (schema: Schema.Top | undefined): Json =>
  schema === undefined
    ? {}
    : Option.getOrElse(Schema.decodeUnknownOption(schema as Decodable)({}) as Option.Option<Json>, () => ({}))

const parametersOf = ({ schema }: Route) => {
  const defaults = defaultsOf(schema.querystring)
  const inPath = Object.entries(shapesOf(schema.params)).map(([name, shape]) => ({
    name,
    in: "path",
    required: true,
    schema: shape
  }))
  const inQuery = Object.entries(shapesOf(schema.querystring)).map(([name, shape]) => ({
    name,
    in: "query",
    required: false,
    schema: { ...shape, ...(name in defaults ? { default: defaults[name] } : {}) }
  }))
  return [...inPath, ...inQuery]
}

const files = {
  "text/csv": { schema: { type: "string" } },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
    schema: { type: "string", contentMediaType: "application/octet-stream" }
  }
}

const operationOf = (name: string, route: Route) => {
  const answer = route.schema.response?.[200]
  return {
    operationId: name,
    summary: route.summary,
    "x-access": route.access,
    parameters: parametersOf(route),
    ...(route.schema.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonOf(route.schema.body) } }
          }
        }),
    responses: {
      200: {
        description: "The answer",
        headers: { ETag: { description: "Strong tag for If-None-Match", schema: { type: "string" } } },
        content: answer === undefined ? files : { "application/json": { schema: jsonOf(answer) } }
      },
      304: { description: "What If-None-Match names is still so" },
      default: {
        description: "A problem (RFC 9457): `detail` says what to do next",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } }
      }
    }
  }
}

const pathOf = ({ url }: Route) => url.replace(/:(\w+)/g, "{$1}")

const methodsOf = (named: ReadonlyArray<readonly [string, Route]>) =>
  Object.fromEntries(named.map(([name, route]) => [route.method.toLowerCase(), operationOf(name, route)]))

/** The contract printed as OpenAPI 3.1. */
export const openApi = (routes: Readonly<Record<string, Route>>) => ({
  openapi: "3.1.0",
  info: {
    title: "Otklik",
    version,
    summary: "What schools say, as a ranked and explained queue of work",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" }
  },
  paths: Object.fromEntries(
    [...Map.groupBy(Object.entries(routes), ([, route]) => pathOf(route))].map(([path, named]) => [
      path,
      methodsOf(named)
    ])
  ),
  components: { schemas: { Problem: jsonOf(Problem) } }
})
