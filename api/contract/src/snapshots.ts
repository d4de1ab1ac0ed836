import { Schema } from "effect"
import { Words } from "./change.ts"
import type { Route } from "./route.ts"
import { Day } from "./slice.ts"
import { SnapshotId } from "./vocabulary.ts"

/** One published state of the analysis. */
export const SnapshotItem = Schema.Struct({
  id: SnapshotId,
  /** newest message read, ISO 8601 in UTC */
  asOf: Schema.String,
  /** when it began to be served, ISO 8601 in UTC */
  publishedAt: Schema.String,
  messages: Schema.Int,
  themes: Schema.Int,
  model: Schema.Struct({ name: Schema.String, hash: Schema.String }),
  /** a stand-up was held on it: it is kept for ever */
  pinned: Schema.Boolean,
  /** what the stand-up is called; null where nobody said, or none was held */
  name: Schema.NullOr(Schema.String),
  /** served now */
  current: Schema.Boolean,
  /** its file is there; what retention removed is known by its line alone */
  kept: Schema.Boolean
})
export type SnapshotItem = typeof SnapshotItem.Type

export const snapshots = {
  method: "GET",
  url: "/api/snapshots",
  summary: "Every published snapshot, newest first",
  access: "read_backlog",
  schema: { response: { 200: Schema.Struct({ items: Schema.Array(SnapshotItem) }) } }
} as const satisfies Route

export const pinSnapshot = {
  method: "POST",
  url: "/api/snapshots/:id/pin",
  summary: "Keeps a snapshot for ever as that of a stand-up («срез планёрки»)",
  access: "plan",
  schema: {
    params: Schema.Struct({ id: SnapshotId }),
    body: Schema.Struct({ pinned: Schema.Boolean, name: Schema.optionalKey(Words(60)) }),
    response: { 200: SnapshotItem }
  }
} as const satisfies Route

/** A date stands for the last snapshot published by the end of that day in the store's time zone. */
export const AsOf = Schema.optionalKey(Schema.Union([Day, SnapshotId]))
