import { Schema } from "effect"
import { PersonId } from "./people.ts"
import { Cursor, Limit, type Route } from "./route.ts"

/** What is kept of who came in, what they took away and who may do what; decisions have a ledger of their own. */
export const AuditKind = Schema.Literals([
  "sign_in",
  "sign_in_refused",
  "sign_out",
  "password_changed",
  "person_added",
  "person_changed",
  "person_invited",
  "sessions_ended",
  "key_added",
  "key_revoked",
  "directory_changed",
  "export"
])
export type AuditKind = typeof AuditKind.Type

/** Ids, roles and numbers, never a person's words; what a kind has no use for is absent. */
export const AuditDetail = Schema.Struct({
  /** how somebody signed in: password, provider, link */
  means: Schema.optionalKey(Schema.String),
  /** why somebody was not let in: wrong, closed, groupless, refused, untrusted, down */
  why: Schema.optionalKey(Schema.String),
  /** of the organisation, that is nobody's here */
  account: Schema.optionalKey(Schema.String),
  /** where from */
  address: Schema.optionalKey(Schema.String),
  /** to whom or to which key it was done */
  id: Schema.optionalKey(Schema.String),
  role: Schema.optionalKey(Schema.String),
  disabled: Schema.optionalKey(Schema.Boolean),
  /** of sessions that ended, of an import, of a file */
  sessions: Schema.optionalKey(Schema.Finite),
  rows: Schema.optionalKey(Schema.Finite),
  /** schools that were given to a curator */
  assigned: Schema.optionalKey(Schema.Finite),
  to: Schema.optionalKey(Schema.String),
  school: Schema.optionalKey(Schema.String),
  /** of the school, that were changed; of a key, that it may do */
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  actions: Schema.optionalKey(Schema.Array(Schema.String)),
  /** the list that was taken away, its form, and what it was narrowed by; of words only that there were some */
  list: Schema.optionalKey(Schema.String),
  format: Schema.optionalKey(Schema.String),
  filter: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  asOf: Schema.optionalKey(Schema.String)
})
export type AuditDetail = typeof AuditDetail.Type

export const AuditItem = Schema.Struct({
  sequence: Schema.Int,
  at: Schema.String,
  kind: AuditKind,
  /** who did it; null where nobody knows */
  person: Schema.NullOr(Schema.String),
  detail: AuditDetail
})
export type AuditItem = typeof AuditItem.Type

export const audit = {
  method: "GET",
  url: "/api/audit",
  summary: "Sign-ins, refusals, exports and changes of access, newest first",
  access: "administer",
  schema: {
    querystring: Schema.Struct({
      kind: Schema.optionalKey(AuditKind),
      /** by whom or to whom */
      person: Schema.optionalKey(PersonId),
      limit: Limit,
      cursor: Cursor
    }),
    response: {
      200: Schema.Struct({ items: Schema.Array(AuditItem), next: Schema.NullOr(Schema.String) })
    }
  }
} as const satisfies Route
