import { Schema } from "effect"

/** What a person of the house may do; `policy.ts` of the server is the one place that decides by it. */
export const StaffRole = Schema.Literals([
  "curator",
  "senior_curator",
  "planner",
  "leadership",
  "administrator"
])
export type StaffRole = typeof StaffRole.Type

/** Permanent id of a person or of a machine's key. */
export const PersonId = Schema.String.check(Schema.isPattern(/^[a-z0-9][a-z0-9._-]{0,63}$/u)).pipe(
  Schema.brand("PersonId")
)
export type PersonId = typeof PersonId.Type
