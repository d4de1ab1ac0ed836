import { Effect, Schema } from "effect"
import type { Access } from "./people.ts"

/** What the server answers when a request fails: RFC 9457, with `detail` a sentence that says what to do next. */
export const Problem = Schema.Struct({
  type: Schema.String,
  title: Schema.String,
  status: Schema.Int,
  detail: Schema.String,
  instance: Schema.optionalKey(Schema.String),
  /** the decision that stands in the way, of the shape of an `Entry` */
  conflict: Schema.optionalKey(Schema.Unknown)
})
export type Problem = typeof Problem.Type

/** Rows a page may hold: 1 to 500, 50 unless asked. */
export const Limit = Schema.FiniteFromString.pipe(
  Schema.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 500 })),
  Schema.withDecodingDefaultKey(Effect.succeed("50"))
)

/** Where the next page begins: opaque, made by the server, bound to one snapshot and one set of filters. */
export const Cursor = Schema.optionalKey(Schema.String.check(Schema.isMaxLength(400)))

/** One HTTP route as both sides see it. `summary` is the sentence of the OpenAPI page. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  readonly url: string
  readonly summary: string
  readonly access: Access
  /** the longest body it takes; 256 kB unless told */
  readonly bytes?: number
  readonly schema: {
    readonly params?: Schema.Top
    readonly querystring?: Schema.Top
    readonly body?: Schema.Top
    readonly response?: Readonly<Record<number, Schema.Top>>
  }
}
