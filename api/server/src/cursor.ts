import { Effect, Option, Schema } from "effect"
import { type Failure, foreignCursor, staleCursor } from "./failures.ts"

const Content = Schema.fromJsonString(
  Schema.Struct({ snapshot: Schema.String, filters: Schema.String, after: Schema.String })
)
const read = Schema.decodeUnknownOption(Content)
const write = Schema.encodeUnknownSync(Content)

/** What a cursor is good for: one state of the data and one set of filters. */
export interface Bound {
  readonly snapshot: string
  readonly filters: string
}

/** An opaque mark of where the next page begins. */
export const cursorTo = (bound: Bound, after: string): string =>
  Buffer.from(write({ ...bound, after })).toString("base64url")

/** Where a page begins; null on the first. Fails where the cursor is another list's or the data has moved on. */
export const placeOf = (bound: Bound, cursor: string | undefined) =>
  Effect.suspend(() => {
    if (cursor === undefined) return Effect.succeed(null)
    const found = read(Buffer.from(cursor, "base64url").toString())
    if (Option.isNone(found) || found.value.filters !== bound.filters) return Effect.fail(foreignCursor)
    return found.value.snapshot === bound.snapshot
      ? Effect.succeed(found.value.after)
      : Effect.fail(staleCursor)
  })

const Offset = Schema.decodeUnknownOption(
  Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 0, maximum: 1e9 }))
)

/** For lists that do not change under their bound: how many rows come before this page. */
export const offsetOf = (bound: Bound, cursor: string | undefined) =>
  Effect.flatMap(placeOf(bound, cursor), (after) =>
    after === null
      ? Effect.succeed(0)
      : Option.match(Offset(after), {
          onNone: () => Effect.fail(foreignCursor),
          onSome: Effect.succeed
        })
  )

/** The cursor after `limit` rows from `offset` of `total`; null on the last page. */
export const nextOffset = (bound: Bound, offset: number, limit: number, total: number): string | null =>
  offset + limit < total ? cursorTo(bound, String(offset + limit)) : null

export interface Slip<A> {
  readonly items: ReadonlyArray<A>
  readonly next: string | null
}

/** A page of a list that may grow at its head: the cursor names the last row of the page before, not its number. */
export const pageAfter = <A>(
  rows: ReadonlyArray<A>,
  keyOf: (row: A) => string,
  bound: Bound,
  { cursor, limit }: { readonly cursor?: string; readonly limit: number }
): Effect.Effect<Slip<A>, Failure> =>
  Effect.flatMap(placeOf(bound, cursor), (after) => {
    const before = after === null ? -1 : rows.findIndex((row) => keyOf(row) === after)
    if (after !== null && before < 0) return Effect.fail(staleCursor)
    const items = rows.slice(before + 1, before + 1 + limit)
    const more = before + 1 + limit < rows.length
    return Effect.succeed({ items, next: more ? cursorTo(bound, keyOf(items.at(-1)!)) : null })
  })
