import { Schema } from "effect"
import { DecisionId, Words } from "./change.ts"
import { Entry, Version } from "./ledger.ts"
import { MessageItem } from "./messages.ts"
import type { Route } from "./route.ts"
import { MessageId, SnapshotId, ThemeId } from "./vocabulary.ts"

/**
 * Messages of a theme that are to leave it: whole groups of the same request, as a snapshot has them, and chosen ones;
 * for a curator, of own schools alone.
 */
const parting = {
  /** the snapshot that was looked at: groups are numbered anew in each */
  snapshot: SnapshotId,
  requests: Schema.Array(Schema.String.check(Schema.isPattern(/^T\d{1,9}-\d{1,9}$/u))).check(
    Schema.isMaxLength(200)
  ),
  messages: Schema.Array(MessageId).check(Schema.isMaxLength(5_000))
}
export const Parting = Schema.Struct(parting)
export type Parting = typeof Parting.Type

/** One side of a split. */
export const Side = Schema.Struct({
  messages: Schema.Int,
  schools: Schema.Int,
  /** that it says and the other side hardly does, at most six */
  words: Schema.Array(Schema.String),
  /** at most three, of schools that the reader may see */
  quotes: Schema.Array(MessageItem)
})
export type Side = typeof Side.Type

const params = Schema.Struct({ id: ThemeId })

export const previewSplit = {
  method: "POST",
  url: "/api/themes/:id/splits/preview",
  summary: "What each side of a split would be; changes nothing",
  access: "decide_themes",
  schema: {
    params,
    body: Parting,
    response: { 200: Schema.Struct({ leaves: Side, stays: Side }) }
  }
} as const satisfies Route

export const splitTheme = {
  method: "POST",
  url: "/api/themes/:id/splits",
  summary: "Parts messages off a theme into a new one under this title, which the next build makes",
  access: "decide_themes",
  schema: {
    params,
    body: Schema.Struct({
      ...parting,
      id: DecisionId,
      version: Version,
      title: Words(80),
      reason: Schema.optionalKey(Words(1_000))
    }),
    response: { 200: Schema.Struct({ decisions: Schema.Array(Entry) }) }
  }
} as const satisfies Route
