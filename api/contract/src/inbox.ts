import { Schema } from "effect"
import { UnjudgedMessage } from "./messages.ts"
import { Cursor, Limit, type Route } from "./route.ts"
import { Slice } from "./slice.ts"
import { SnapshotId, ThemeId, Verdict } from "./vocabulary.ts"

/** A theme that a message may belong to, with the words of another message that speaks for it. */
export const Candidate = Schema.Struct({
  theme: ThemeId,
  title: Schema.String,
  messages: Schema.Int,
  quote: Schema.String
})
export type Candidate = typeof Candidate.Type

/** The verdict that the analysis gives a message. */
export const Suggestion = Schema.Struct({
  verdict: Verdict,
  /** how sure it is, 0 to 1 */
  sure: Schema.Finite,
  /** words of the text that speak for it, as they stand in it */
  words: Schema.Array(Schema.String)
})
export type Suggestion = typeof Suggestion.Type

/** A message that waits for a curator, with what the analysis makes of it. */
export const InboxItem = Schema.Struct({
  message: UnjudgedMessage,
  /** decisions on the message so far: a change is made on this version; 0 where it is read blind */
  version: Schema.Int,
  /**
   * null where it is read blind, to learn how far curators agree: it may have been decided by another, which nothing
   * here tells; its verdict is sent as a `reading`
   */
  suggested: Schema.NullOr(Suggestion),
  /** the theme it was placed in first, then those near it; empty where it is in none */
  candidates: Schema.Array(Candidate)
})
export type InboxItem = typeof InboxItem.Type

export const Inbox = Schema.Struct({
  snapshot: SnapshotId,
  asOf: Schema.String,
  /** messages of the own schools that wait, this page's included */
  waiting: Schema.Int,
  /** messages that the reader decided since midnight of the store's time zone */
  today: Schema.Int,
  items: Schema.Array(InboxItem),
  next: Schema.NullOr(Schema.String)
})
export type Inbox = typeof Inbox.Type

export const inbox = {
  method: "GET",
  url: "/api/inbox",
  access: "decide_messages",
  summary: "Messages of one's own schools that wait for a decision, by uncertainty × impact × age",
  schema: {
    querystring: Schema.Struct({
      ...Slice,
      school: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(50))),
      limit: Limit,
      cursor: Cursor
    }),
    response: { 200: Inbox }
  }
} as const satisfies Route
