import { SliceQuery } from "@otklik/contract/slice"
import { Option, Schema } from "effect"
import { shiftDay } from "../../i18n/date.ts"

export const onlyKeys = ["district", "role", "family", "week"] as const
export type OnlyKey = (typeof onlyKeys)[number]

/** One more condition on the messages of a theme, as the address says it: «district:cao», «week:2026-11-16». */
export interface Only {
  readonly key: OnlyKey
  readonly value: string
  readonly slice: SliceQuery
}

const read = Schema.decodeUnknownOption(SliceQuery)

/** Reads the address; what the contract does not know is no condition at all. */
export const readOnly = (text: string | undefined): Only | undefined => {
  const [name, value = ""] = text?.split(":", 2) ?? []
  const key = onlyKeys.find((known) => known === name)
  if (key === undefined) return undefined
  const bounds = key === "week" && /^\d{4}-\d{2}-\d{2}$/.test(value)
  const slice = read(bounds ? { from: value, to: shiftDay(value, 6) } : { [key]: value })
  return Option.isSome(slice) && (key !== "week" || bounds) ? { key, value, slice: slice.value } : undefined
}

/** Sets the condition, or takes it off when it is already set. */
export const toggleOnly = (current: string | undefined, key: OnlyKey, value: string): string | undefined =>
  current === `${key}:${value}` ? undefined : `${key}:${value}`
