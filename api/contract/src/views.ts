import { Schema } from "effect"
import { DecisionId, Words } from "./change.ts"
import { PersonId } from "./people.ts"
import type { Route } from "./route.ts"

/** A view of a page that somebody saved: its address holds every filter. */
export const View = Schema.Struct({
  id: DecisionId,
  name: Words(100),
  /** path and query of the page, such as `/backlog?district=cao` */
  address: Schema.String.check(Schema.isMaxLength(2_000), Schema.isPattern(/^\/(?!\/)[^\s\0\p{Cs}\\<>"]*$/u)),
  /** everyone sees it; what it shows is still cut to what each may see */
  shared: Schema.Boolean
})
export type View = typeof View.Type

export const ViewItem = Schema.Struct({
  ...View.fields,
  owner: PersonId,
  mine: Schema.Boolean,
  savedAt: Schema.String
})
export type ViewItem = typeof ViewItem.Type

const Views = Schema.Struct({ items: Schema.Array(ViewItem) })

export const views = {
  method: "GET",
  url: "/api/views",
  summary: "Saved views: one's own and those that others share, by name",
  access: "read_backlog",
  schema: { response: { 200: Views } }
} as const satisfies Route

export const saveView = {
  method: "POST",
  url: "/api/views",
  summary: "Saves a view, or changes one's own: the id is the client's",
  access: "read_backlog",
  schema: { body: View, response: { 200: Views } }
} as const satisfies Route

export const dropView = {
  method: "DELETE",
  url: "/api/views/:id",
  summary: "Forgets a view of one's own",
  access: "read_backlog",
  schema: { params: Schema.Struct({ id: DecisionId }), response: { 200: Views } }
} as const satisfies Route
