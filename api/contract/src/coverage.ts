import { Schema } from "effect"
import type { Route } from "./route.ts"
import { Slice } from "./slice.ts"
import { District, Role, SnapshotId } from "./vocabulary.ts"

const Voice = <S extends Schema.Top>(key: S) =>
  Schema.Struct({
    key,
    /** schools that could speak; for a role, all of the slice's */
    total: Schema.Int,
    heard: Schema.Int,
    messages: Schema.Int,
    /** how much a voice of it counts beside an ordinary one, by post-stratification */
    weight: Schema.Finite,
    /** last message, ISO 8601 in UTC; null where there is none */
    lastAt: Schema.NullOr(Schema.String)
  })

/** Who is heard and who is silent. */
export const Coverage = Schema.Struct({
  snapshot: SnapshotId,
  asOf: Schema.String,
  schools: Schema.Struct({ total: Schema.Int, heard: Schema.Int }),
  districts: Schema.Array(Voice(District)),
  roles: Schema.Array(Voice(Role)),
  /** schools that the reader may see and that are not heard in the slice, the longest silent first, at most two hundred */
  silent: Schema.Array(
    Schema.Struct({
      school: Schema.String,
      name: Schema.String,
      district: Schema.NullOr(District),
      lastAt: Schema.NullOr(Schema.String)
    })
  )
})
export type Coverage = typeof Coverage.Type

export const coverage = {
  method: "GET",
  url: "/api/coverage",
  summary: "Which schools, districts and roles are heard and which are silent",
  access: "read_messages",
  schema: { querystring: Schema.Struct(Slice), response: { 200: Coverage } }
} as const satisfies Route
