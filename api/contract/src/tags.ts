import { Schema } from "effect"
import { Tag } from "./change.ts"
import type { Route } from "./route.ts"

/** A tag of the taxonomy. New ones and mergers are decisions: `tag_new`, `tag_merge`. */
export const TagItem = Schema.Struct({
  tag: Tag,
  /** its subject's version */
  version: Schema.Int,
  /** that carry it, under this name or that of a tag that became part of it */
  themes: Schema.Int,
  messages: Schema.Int,
  /** the tag that this one is by now, through any number of mergers: show that one where a state names this */
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
