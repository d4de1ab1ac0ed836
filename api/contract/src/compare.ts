import { Schema } from "effect"
import { BacklogItem } from "./backlog.ts"
import type { Route } from "./route.ts"
import { Day, Slice } from "./slice.ts"
import { Change } from "./why.ts"
import { SnapshotId, ThemeId } from "./vocabulary.ts"

/** One side of a comparison: the backlog of a date, a snapshot or now. */
const Side = Schema.Struct({
  snapshot: SnapshotId,
  asOf: Schema.String,
  sliced: Schema.Boolean,
  total: Schema.Int
})

export const Compared = Schema.Struct({
  theme: ThemeId,
  title: Schema.String,
  /** null on the side where the theme is not ranked */
  left: Schema.NullOr(BacklogItem),
  right: Schema.NullOr(BacklogItem),
  /** what moved it from left to right; null between slices, or where one side is missing */
  change: Schema.NullOr(Change)
})
export type Compared = typeof Compared.Type

/** In the order of the right side, then of the left one. */
export const Comparison = Schema.Struct({
  left: Side,
  right: Side,
  items: Schema.Array(Compared)
})
export type Comparison = typeof Comparison.Type

const sided = <S extends string>(side: S) =>
  Object.fromEntries(
    Object.entries({ ...Slice, as_of: Schema.optionalKey(Schema.Union([Day, SnapshotId])) }).map(
      ([key, schema]) => [`${side}_${key}`, schema]
    )
  ) as { [K in keyof typeof Slice as `${S}_${K}`]: (typeof Slice)[K] } & {
    [K in `${S}_as_of`]: Schema.optionalKey<Schema.Union<[typeof Day, typeof SnapshotId]>>
  }

/** `left_district=cao&right_district=zao`, or `left_as_of=2026-10-01`: each side is a date and a slice of its own. */
export const compare = {
  method: "GET",
  url: "/api/backlog/compare",
  summary: "Two dates or two slices of the backlog side by side, and what moved between two dates",
  access: "read_backlog",
  schema: {
    querystring: Schema.Struct({ ...sided("left"), ...sided("right") }),
    response: { 200: Comparison }
  }
} as const satisfies Route
