import type { SliceQuery } from "@otklik/contract/slice"
import { compare } from "@otklik/contract/compare"
import { Slice } from "@otklik/contract/slice"
import type { SnapshotItem } from "@otklik/contract/snapshots"
import { addressReader } from "../address-reader.ts"

const fields = compare.schema.querystring.fields

/** What the address of the page says: a date and a slice for each side. */
export const readCompareSearch = addressReader(fields)
export type CompareSearch = ReturnType<typeof readCompareSearch>

export const sides = ["left", "right"] as const
export type SideName = (typeof sides)[number]

const sliceKeys = Object.keys(Slice) as ReadonlyArray<keyof SliceQuery>

/** One side as the queue's own address would say it. */
export const sideOf = (search: CompareSearch, side: SideName): SliceQuery & { readonly as_of?: string } =>
  Object.fromEntries(
    [...sliceKeys, "as_of" as const].flatMap((key) => {
      const value = search[`${side}_${key}`]
      return value === undefined ? [] : [[key, value]]
    })
  )

/** A change of one side as a change of the page's address. */
export const onSide = (side: SideName, change: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [`${side}_${key}`, value])) as CompareSearch

/** What an empty address compares: the last stand-up, else the snapshot before, with now. */
export const firstComparison = (snapshots: ReadonlyArray<SnapshotItem>): CompareSearch | undefined => {
  const past = snapshots.filter(({ current, kept }) => kept && !current)
  const before = past.find(({ pinned }) => pinned) ?? past[0]
  return before && { left_as_of: before.id }
}
