import { Tag } from "@otklik/contract/change"
import { tags } from "@otklik/contract/tags"
import { readTags } from "@otklik/sql/ledger/read"
import { Effect } from "effect"
import { fromStore } from "../endpoint.ts"
import { remembered } from "../people-memory.ts"

export const tagsRoute = fromStore(tags, () =>
  Effect.map(remembered("read the tags", readTags), (rows) => ({
    items: rows.map(({ into, tag, ...row }) => ({
      ...row,
      tag: Tag.make(tag),
      into: into === null ? null : Tag.make(into)
    }))
  }))
)
