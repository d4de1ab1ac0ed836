import { Slice } from "@otklik/contract/slice"
import { Schema } from "effect"

const fields = { ...Slice, school: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(50))) }
const Search = Schema.Struct(fields)
export type InboxSearch = typeof Search.Type

const readers = Object.entries(fields).map(
  ([key, field]) => [key, Schema.decodeUnknownOption(Schema.Struct({ [key]: field }))] as const
)

/** Keeps of an address what the contract understands and drops the rest. */
export const readInboxSearch = (raw: Readonly<Record<string, unknown>>): InboxSearch =>
  Object.assign(
    {},
    ...readers.map(([key, read]) => {
      const found = read(raw[key] === undefined || raw[key] === "" ? {} : { [key]: raw[key] })
      return found._tag === "Some" ? found.value : {}
    })
  )
