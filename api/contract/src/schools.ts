import { Schema } from "effect"
import { PersonId, Version } from "./people.ts"
import type { Route } from "./route.ts"
import { Day } from "./slice.ts"
import { District } from "./vocabulary.ts"

export const SchoolId = Schema.String.check(Schema.isPattern(/^[\p{L}\p{N}._ -]{1,60}$/u))

const Line = Schema.String.check(Schema.isPattern(/\S/u), Schema.isMaxLength(300))
const Count = Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100_000 })))

const described = {
  name: Line,
  district: Schema.NullOr(District),
  pupils: Count,
  teachers: Count,
  /** other names that messages call it by */
  aliases: Schema.Array(Line).check(Schema.isMaxLength(50)),
  /** addresses of its buildings */
  buildings: Schema.Array(Line).check(Schema.isMaxLength(50))
}

/** One time that a curator has a school; both days count, `to` null is open. */
export const Assignment = Schema.Struct({
  id: Schema.String,
  person: PersonId,
  name: Schema.String,
  from: Day,
  to: Schema.NullOr(Day)
})

/** A school of the directory. */
export const School = Schema.Struct({
  school: SchoolId,
  number: Schema.String,
  ...described,
  /** what a change must name */
  version: Schema.Int,
  /** the latest first */
  assignments: Schema.Array(Assignment)
})
export type School = typeof School.Type

export const schools = {
  method: "GET",
  url: "/api/schools",
  summary: "The directory of schools that the caller may see, with their curators",
  access: "read_directory",
  schema: {
    response: {
      200: Schema.Struct({
        items: Schema.Array(School),
        /** people to whom a school can be assigned; told to those who keep the directory */
        curators: Schema.Array(Schema.Struct({ id: PersonId, name: Schema.String }))
      })
    }
  }
} as const satisfies Route

const one = Schema.Struct({ school: SchoolId })

export const changeSchool = {
  method: "PATCH",
  url: "/api/schools/:school",
  summary:
    "Changes a school; from the next build on all that it ever said counts for its district of today, past snapshots stay",
  access: "keep_directory",
  schema: {
    params: one,
    body: Schema.Struct({
      version: Version,
      ...(Object.fromEntries(
        Object.entries(described).map(([key, schema]) => [key, Schema.optionalKey(schema)])
      ) as { [K in keyof typeof described]: Schema.optionalKey<(typeof described)[K]> })
    }),
    response: { 200: School }
  }
} as const satisfies Route

export const assignSchools = {
  method: "POST",
  url: "/api/assignments",
  summary: "Gives schools to a curator from a day on; whoever had them has them until the day before",
  access: "keep_directory",
  schema: {
    body: Schema.Struct({
      person: PersonId,
      schools: Schema.NonEmptyArray(SchoolId).check(Schema.isMaxLength(2_000)),
      from: Day
    }),
    response: { 200: Schema.Struct({ assigned: Schema.Int }) }
  }
} as const satisfies Route

/** What importing a file does to the directory, or would. */
export const DirectoryPlan = Schema.Struct({
  rows: Schema.Int,
  added: Schema.Int,
  changed: Schema.Int,
  /** schools that are not in the file: they stay */
  absent: Schema.Int,
  assignments: Schema.Int,
  /** sentences on rows that cannot be read; with any, nothing is imported */
  faults: Schema.Array(Schema.String),
  /** the first changes, in words of the file */
  examples: Schema.Array(Schema.String),
  applied: Schema.Boolean
})
export type DirectoryPlan = typeof DirectoryPlan.Type

export const importDirectory = {
  method: "POST",
  url: "/api/schools/import",
  summary: "Imports the directory or the curators' assignments from CSV; a dry run tells what would change",
  access: "keep_directory",
  bytes: 8_000_000,
  schema: {
    body: Schema.Struct({ csv: Schema.String.check(Schema.isMaxLength(4_000_000)), dry: Schema.Boolean }),
    response: { 200: DirectoryPlan }
  }
} as const satisfies Route
