import { Schema } from "effect"
import { Flag } from "./backlog.ts"
import { Cursor, Limit, type Route } from "./route.ts"
import { Slice } from "./slice.ts"
import { District, Role, Service, SnapshotId, ThemeId } from "./vocabulary.ts"

/** A guide or lesson that schools ask for, as an item of the second backlog. */
export const MethodicalItem = Schema.Struct({
  rank: Schema.Int,
  theme: ThemeId,
  title: Schema.String,
  /** messages in the last twelve weeks for each hundred schools that could speak: what the order goes by */
  perHundred: Schema.Finite,
  /** the same in the twelve weeks before: after a guide is out it should fall */
  perHundredBefore: Schema.Finite,
  schools: Schema.Int,
  messages: Schema.Int,
  service: Schema.NullOr(Service),
  /** roles that ask most, at most three */
  roles: Schema.Array(Role),
  keyphrases: Schema.Array(Schema.String),
  weeks: Schema.Array(Schema.Int),
  flags: Schema.Array(Flag),
  /** districts from which it is not heard although it should be, or that are hardly heard at all */
  quietDistricts: Schema.Array(District)
})
export type MethodicalItem = typeof MethodicalItem.Type

export const methodical = {
  method: "GET",
  url: "/api/methodical",
  summary: "Which guides and lessons to write: methodical themes by messages per hundred schools",
  access: "read_backlog",
  schema: {
    querystring: Schema.Struct({ ...Slice, limit: Limit, cursor: Cursor }),
    response: {
      200: Schema.Struct({
        snapshot: SnapshotId,
        asOf: Schema.String,
        total: Schema.Int,
        items: Schema.Array(MethodicalItem),
        next: Schema.NullOr(Schema.String)
      })
    }
  }
} as const satisfies Route
