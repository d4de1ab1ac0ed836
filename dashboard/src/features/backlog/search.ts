import { Sort } from "@otklik/contract/backlog"
import { AsOf } from "@otklik/contract/snapshots"
import { Slice, type SliceQuery } from "@otklik/contract/slice"
import { Schema } from "effect"
import { addressReader } from "../address-reader.ts"

/** What the address of the queue says: the slice, the date, the order, and within a theme the messages looked at. */
export type BacklogSearch = SliceQuery & {
  readonly sort?: Sort
  readonly only?: string | undefined
  readonly as_of?: string | undefined
}

const keys = Object.keys(Slice) as ReadonlyArray<keyof SliceQuery>
const fields = {
  ...Slice,
  sort: Schema.optionalKey(Sort),
  only: Schema.optionalKey(Schema.String),
  as_of: AsOf
}

/** Keeps of an address what the contract understands and drops the rest, so that an old link still opens. */
export const readSearch: (raw: Readonly<Record<string, unknown>>) => BacklogSearch = addressReader(fields)

/** The part of an address that narrows the messages. */
export const sliceOf = (search: BacklogSearch): SliceQuery =>
  Object.fromEntries(keys.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])))

/** How many conditions are set; a period counts once. */
export const conditions = (search: BacklogSearch): number => {
  const { from, to, ...others } = sliceOf(search)
  return Object.keys(others).length + (from || to ? 1 : 0)
}

/** The address of the queue without what belongs to one theme alone. */
export const withoutTheme = (search: BacklogSearch): BacklogSearch => ({ ...search, only: undefined })

/** A change of the address that takes every condition off. */
export const noConditions = Object.fromEntries(keys.map((key) => [key, undefined])) as {
  readonly [K in keyof SliceQuery]: undefined
}
