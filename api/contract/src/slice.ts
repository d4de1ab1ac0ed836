import { Schema } from "effect"
import { District, Family, Role, Service, Verdict } from "./vocabulary.ts"

const exists = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** A day of the calendar as YYYY-MM-DD; 30 February is not one. */
export const Day = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d{2}-\d{2}$/u, { format: "date" }),
  Schema.makeFilter(exists, { expected: "a day that exists" })
)

/** What a URL can say about which messages count: every key narrows, all optional. `from` and `to` are inclusive days. */
export const Slice = {
  from: Schema.optionalKey(Day),
  to: Schema.optionalKey(Day),
  district: Schema.optionalKey(District),
  role: Schema.optionalKey(Role),
  service: Schema.optionalKey(Service),
  family: Schema.optionalKey(Family),
  verdict: Schema.optionalKey(Verdict),
  text: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(200)))
}
export const SliceQuery = Schema.Struct(Slice)
export type SliceQuery = typeof SliceQuery.Type
