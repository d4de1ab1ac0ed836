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

/** What a route lets its caller do: everything that is asked of the server is one of these. */
export const Action = Schema.Literals([
  /** ranks, totals and titles: the city's, the same for all */
  "read_backlog",
  /** texts, quotes and lists of schools: of the schools that the caller may see */
  "read_messages",
  "decide_messages",
  "decide_themes",
  /** what others proposed: merged tags, re-fits, second readings */
  "approve",
  "plan",
  "publish_model",
  /** imports and the rows they rejected, whose schools nobody knows */
  "read_runs",
  "read_directory",
  "keep_directory",
  "administer"
])
export type Action = typeof Action.Type

/** What a route needs of its caller; "anyone" is for health and sign-in alone. */
export type Access = Action | "anyone"

/** Permanent id of a person or of a machine's key. */
export const PersonId = Schema.String.check(Schema.isPattern(/^[a-z0-9][a-z0-9._-]{0,63}$/u)).pipe(
  Schema.brand("PersonId")
)
export type PersonId = typeof PersonId.Type
