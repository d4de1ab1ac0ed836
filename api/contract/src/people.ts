import { Schema } from "effect"
import type { Route } from "./route.ts"

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
  /** how far curators agree, and on what they do not */
  "read_agreement",
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

export const PersonName = Schema.String.check(Schema.isPattern(/\S/u), Schema.isMaxLength(200))

/** Which state of a thing a change was made on: one more at every change. */
export const Version = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000_000_000 }))

/** A one-time link as it is handed to the person it lets in: whoever opens it first chooses the password. */
export const Invitation = Schema.Struct({ link: Schema.String, expiresAt: Schema.String })
export type Invitation = typeof Invitation.Type

/** A person as an administrator sees them. */
export const Staff = Schema.Struct({
  id: PersonId,
  name: Schema.String,
  role: StaffRole,
  disabled: Schema.Boolean,
  /** what a change must name: one more at every change */
  version: Schema.Int,
  /** how the person may sign in */
  hasPassword: Schema.Boolean,
  hasProvider: Schema.Boolean,
  /** schools assigned today */
  schools: Schema.Int,
  /** sessions open now */
  sessions: Schema.Int,
  /** last request, ISO 8601 in UTC, by the minute */
  seenAt: Schema.NullOr(Schema.String)
})
export type Staff = typeof Staff.Type

const one = Schema.Struct({ person: PersonId })

export const people = {
  method: "GET",
  url: "/api/people",
  summary: "Everyone who has an account, by name",
  access: "administer",
  schema: { response: { 200: Schema.Struct({ items: Schema.Array(Staff) }) } }
} as const satisfies Route

export const addPerson = {
  method: "POST",
  url: "/api/people",
  summary: "Makes an account, and the one-time link by which its person chooses a password",
  access: "administer",
  schema: {
    body: Schema.Struct({ id: PersonId, name: PersonName, role: StaffRole }),
    response: { 200: Schema.Struct({ person: Staff, invitation: Invitation }) }
  }
} as const satisfies Route

export const changePerson = {
  method: "PATCH",
  url: "/api/people/:person",
  summary: "Changes a person's name or role, or closes the account: its sessions end at once",
  access: "administer",
  schema: {
    params: one,
    body: Schema.Struct({
      version: Version,
      name: Schema.optionalKey(PersonName),
      role: Schema.optionalKey(StaffRole),
      disabled: Schema.optionalKey(Schema.Boolean)
    }),
    response: { 200: Staff }
  }
} as const satisfies Route

export const invitePerson = {
  method: "POST",
  url: "/api/people/:person/invitation",
  summary:
    "Makes a new one-time link for a person, e.g. after a forgotten password; earlier ones stop working",
  access: "administer",
  schema: { params: one, response: { 200: Invitation } }
} as const satisfies Route

export const endSessions = {
  method: "DELETE",
  url: "/api/people/:person/sessions",
  summary: "Ends every session of a person",
  access: "administer",
  schema: { params: one, response: { 200: Staff } }
} as const satisfies Route
