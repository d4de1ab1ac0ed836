import { Schema } from "effect"
import type { Route } from "./route.ts"
import { District, SnapshotId, Stage, ThemeId } from "./vocabulary.ts"

/** A matter that a school raised, and where it stands. */
export const Matter = Schema.Struct({
  theme: ThemeId,
  title: Schema.String,
  rank: Schema.Int,
  stage: Stage,
  /** messages of the school about it */
  messages: Schema.Int
})
export type Matter = typeof Matter.Type

/** One school of the reader's: what it raised, where each matter stands, when it was last heard. */
export const OwnSchool = Schema.Struct({
  school: Schema.String,
  name: Schema.String,
  district: Schema.NullOr(District),
  messages: Schema.Int,
  /** ISO 8601 in UTC; null where it was never heard */
  lastAt: Schema.NullOr(Schema.String),
  /** the five it raised most */
  matters: Schema.Array(Matter)
})
export type OwnSchool = typeof OwnSchool.Type

export const ownSchools = {
  method: "GET",
  url: "/api/own-schools",
  access: "read_messages",
  summary: "The reader's schools, those not heard for longest first: what each raised and where it stands",
  schema: {
    response: {
      200: Schema.Struct({
        snapshot: SnapshotId,
        asOf: Schema.String,
        items: Schema.Array(OwnSchool)
      })
    }
  }
} as const satisfies Route
