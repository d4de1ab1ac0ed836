import { Schema } from "effect"
import type { Route } from "./route.ts"
import { ScorePart } from "./score.ts"
import { Change } from "./why.ts"
import { SnapshotId, ThemeId } from "./vocabulary.ts"

/** A theme in one snapshot; rank and score are null where it was not ranked. */
export const Moment = Schema.Struct({
  snapshot: SnapshotId,
  /** newest message of that snapshot, ISO 8601 in UTC */
  asOf: Schema.String,
  rank: Schema.NullOr(Schema.Int),
  score: Schema.NullOr(Schema.Finite),
  schools: Schema.Int,
  parts: Schema.Array(ScorePart),
  /** from the snapshot before this one; null where there was none or it cannot be told */
  change: Schema.NullOr(Change),
  /** a stand-up was held on it */
  pinned: Schema.Boolean
})
export type Moment = typeof Moment.Type

export const History = Schema.Struct({
  theme: ThemeId,
  title: Schema.String,
  /** oldest first */
  moments: Schema.Array(Moment)
})
export type History = typeof History.Type

export const history = {
  method: "GET",
  url: "/api/themes/:id/history",
  summary: "Rank and score of a theme in every snapshot, and what moved it from each to the next",
  access: "read_backlog",
  schema: { params: Schema.Struct({ id: ThemeId }), response: { 200: History } }
} as const satisfies Route
