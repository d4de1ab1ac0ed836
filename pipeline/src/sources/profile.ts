import { Family } from "@otklik/contract/vocabulary"
import { Schema } from "effect"

export const fieldNames = [
  "externalId",
  "createdAt",
  "author",
  "subject",
  "text",
  "school",
  "district",
  "role",
  "service",
  "priority",
  "status"
] as const
export type FieldName = (typeof fieldNames)[number]

const Columns = Schema.Array(Schema.String)

const Fields = Schema.Struct({
  externalId: Schema.optionalKey(Columns),
  createdAt: Schema.optionalKey(Columns),
  author: Schema.optionalKey(Columns),
  subject: Schema.optionalKey(Columns),
  text: Columns,
  school: Schema.optionalKey(Columns),
  district: Schema.optionalKey(Columns),
  role: Schema.optionalKey(Columns),
  service: Schema.optionalKey(Columns),
  priority: Schema.optionalKey(Columns),
  status: Schema.optionalKey(Columns)
})

const Words = Schema.Record(Schema.String, Schema.String)

/**
 * How the columns of one kind of export become the fields of a message. Of several columns the first that is not
 * empty counts, except `text`, where all are joined; `*` in `text` stands for every open question of a form.
 */
export const Profile = Schema.Struct({
  name: Schema.String.check(Schema.isPattern(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u)),
  title: Schema.optionalKey(Schema.String),
  family: Family,
  format: Schema.Literals(["table", "json", "telegram", "mail"]),
  /** columns that must all be there for the profile to be chosen by itself; `a|b` is either */
  header: Schema.optionalKey(Columns),
  fields: Fields,
  /** words of the source for our words, by field: { "priority": { "Критический": "urgent" } } */
  values: Schema.optionalKey(Schema.Record(Schema.String, Words)),
  timezone: Schema.optionalKey(Schema.String),
  /** which number of 03/04/2026 is the day; the first by default */
  dates: Schema.optionalKey(Schema.Literals(["day-first", "month-first"])),
  /** texts are letters: quoted replies and signatures are removed; true by default */
  letters: Schema.optionalKey(Schema.Boolean)
})
export type Profile = typeof Profile.Type

/** A column's name as it is compared: case, ё, blanks and a trailing colon or asterisk do not matter. */
export const columnKey = (name: string): string =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[\s\u00a0]+/g, " ")
    .replace(/[\s:*?]+$/, "")
    .trim()
