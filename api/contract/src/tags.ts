import { Schema } from "effect"
import { Tag } from "./change.ts"
import type { Route } from "./route.ts"

/** A tag of the taxonomy. New ones and mergers are decisions: `tag_new`, `tag_merge`. */
export const TagItem = Schema.Struct({
  tag: Tag,
  /** its subject's version */
  version: Schema.Int,
  /** themes and messages that carry it, under this name */
  carriers: Schema.Int,
  /** the tag that this one became part of: show that one where a state names this */
  into: Schema.NullOr(Tag)
})
export type TagItem = typeof TagItem.Type

export const tags = {
  method: "GET",
  url: "/api/tags",
  summary: "The taxonomy of tags, the most used first",
  access: "read_backlog",
  schema: { response: { 200: Schema.Struct({ items: Schema.Array(TagItem) }) } }
} as const satisfies Route
