import { Schema } from "effect"
import { MessageItem } from "./messages.ts"
import { Cursor, Limit, type Route } from "./route.ts"
import { Slice } from "./slice.ts"
import { SnapshotId, ThemeId } from "./vocabulary.ts"

/** A theme that a message may belong to, with the words of another message that speaks for it. */
export const Candidate = Schema.Struct({
  theme: ThemeId,
  title: Schema.String,
  messages: Schema.Int,
  quote: Schema.String
})
export type Candidate = typeof Candidate.Type

/** A message that waits for a curator, with what the analysis makes of it. */
export const InboxItem = Schema.Struct({
  message: MessageItem,
  /** decisions on the message so far: a change is made on this version */
  version: Schema.Int,
  /** how sure the suggested verdict is, 0 to 1 */
  sure: Schema.Finite,
  /** words of the text that speak for the verdict, as they stand in it */
  words: Schema.Array(Schema.String),
  /** the theme it was placed in first, then those near it; empty where it is in none */
  candidates: Schema.Array(Candidate),
  /** a second reading of what another curator decided, without telling what: for the agreement between curators */
  blind: Schema.Boolean
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
