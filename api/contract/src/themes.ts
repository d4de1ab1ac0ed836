import { Schema } from "effect"
import { BacklogItem } from "./backlog.ts"
import { MessageItem } from "./messages.ts"
import { Cursor, Limit, type Route } from "./route.ts"
import { AsOf } from "./snapshots.ts"
import { Slice } from "./slice.ts"
import { District, Family, Role, SnapshotId, ThemeId } from "./vocabulary.ts"

export const Quote = MessageItem
export type Quote = typeof Quote.Type

export const Count = <S extends Schema.Top>(key: S) =>
  Schema.Struct({ key, messages: Schema.Int, schools: Schema.Int })

export const Theme = Schema.Struct({
  snapshot: SnapshotId,
  asOf: Schema.String,
  item: BacklogItem,
  /** the theme that was asked for, where it became part of this one */
  mergedFrom: Schema.optionalKey(ThemeId),
  /** schools that could speak */
  schoolsTotal: Schema.Int,
  firstAt: Schema.String,
  lastAt: Schema.String,
  /** the three most representative messages; for a curator, of own schools */
  quotes: Schema.Array(Quote),
  /** every week from the first to the last, Monday as YYYY-MM-DD */
  weeks: Schema.Array(Schema.Struct({ week: Schema.String, messages: Schema.Int, schools: Schema.Int })),
  families: Schema.Array(Count(Family)),
  roles: Schema.Array(Count(Role)),
  districts: Schema.Array(Count(District)),
  /** the loudest of those the reader may see first, at most fifty; `name` from the directory where there is one */
  schools: Schema.Array(Schema.Struct({ school: Schema.String, name: Schema.String, messages: Schema.Int })),
  similar: Schema.Array(Schema.Struct({ theme: ThemeId, title: Schema.String, similarity: Schema.Finite })),
  /** same-request groups inside the theme, the largest first */
  requests: Schema.Array(
    Schema.Struct({ request: Schema.String, title: Schema.String, messages: Schema.Int, schools: Schema.Int })
  )
})
export type Theme = typeof Theme.Type

const params = Schema.Struct({ id: ThemeId })

export const theme = {
  method: "GET",
  url: "/api/themes/:id",
  summary: "One theme: its score, quotes, weeks, schools and similar themes",
  access: "read_messages",
  schema: { params, querystring: Schema.Struct({ as_of: AsOf }), response: { 200: Theme } }
} as const satisfies Route

export const ThemeMessages = Schema.Struct({
  snapshot: SnapshotId,
  total: Schema.Int,
  items: Schema.Array(MessageItem),
  next: Schema.NullOr(Schema.String)
})

export const themeMessages = {
  method: "GET",
  url: "/api/themes/:id/messages",
  summary: "The messages behind a theme that the reader may see, newest first",
  access: "read_messages",
  schema: {
    params,
    querystring: Schema.Struct({ ...Slice, as_of: AsOf, limit: Limit, cursor: Cursor }),
    response: { 200: ThemeMessages }
  }
} as const satisfies Route
