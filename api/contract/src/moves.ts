import { Schema } from "effect"
import type { Route } from "./route.ts"
import { AsOf } from "./snapshots.ts"
import { SnapshotId, ThemeId } from "./vocabulary.ts"
import { Change } from "./why.ts"

/** A theme that stands elsewhere than it did: `before` is null where it was not in the queue. */
export const Move = Schema.Struct({
  theme: ThemeId,
  rank: Schema.Int,
  before: Schema.NullOr(Schema.Int),
  /** null where the causes cannot be told */
  change: Schema.NullOr(Change)
})
export type Move = typeof Move.Type

export const Moves = Schema.Struct({
  snapshot: SnapshotId,
  /** the snapshot of the last stand-up, else the one before; null where there is none */
  since: Schema.NullOr(
    Schema.Struct({
      snapshot: SnapshotId,
      asOf: Schema.String,
      name: Schema.NullOr(Schema.String),
      pinned: Schema.Boolean
    })
  ),
  /** in the order of the queue */
  items: Schema.Array(Move)
})
export type Moves = typeof Moves.Type

export const moves = {
  method: "GET",
  url: "/api/backlog/moves",
  summary: "Which themes moved since the last stand-up, else since the snapshot before, and why",
  access: "read_backlog",
  schema: { querystring: Schema.Struct({ as_of: AsOf }), response: { 200: Moves } }
} as const satisfies Route
