import { Schema } from "effect"
import { Action, PersonId, PersonName, StaffRole } from "./people.ts"
import type { Route } from "./route.ts"

/** A new password: twelve characters or more, of any kind. */
export const Password = Schema.String.check(Schema.isMinLength(12), Schema.isMaxLength(200))

const Somebody = Schema.Struct({ id: PersonId, name: Schema.String, role: StaffRole })

/** Who the reader is, what they may do, and how one comes in. */
export const Me = Schema.Struct({
  /** null where nobody has signed in */
  person: Schema.NullOr(
    Schema.Struct({
      ...Somebody.fields,
      actions: Schema.Array(Action),
      /** how many schools are the person's own; null for all */
      schools: Schema.NullOr(Schema.Int)
    })
  ),
  /** the ready people of a demonstration, who need no passwords; empty where there are accounts */
  demonstration: Schema.Array(Somebody),
  /** whether one may come in by an account of the organisation */
  provider: Schema.Boolean
})
export type Me = typeof Me.Type

export const me = {
  method: "GET",
  url: "/api/me",
  summary: "Who the caller is and what they may do",
  access: "anyone",
  schema: { response: { 200: Me } }
} as const satisfies Route

const Given = Schema.String.check(Schema.isMaxLength(200))

export const signIn = {
  method: "POST",
  url: "/api/session",
  summary: "Signs in by name and password; in a demonstration, becomes one of its people by name alone",
  access: "anyone",
  schema: {
    body: Schema.Struct({ person: Given, password: Schema.optionalKey(Given) }),
    response: { 200: Me }
  }
} as const satisfies Route

export const beginByProvider = {
  method: "POST",
  url: "/api/session/provider",
  summary: "Begins to sign in by an account of the organisation: where its provider asks who one is",
  access: "anyone",
  schema: { response: { 200: Schema.Struct({ address: Schema.String }) } }
} as const satisfies Route

export const signInByProvider = {
  method: "POST",
  url: "/api/session/provider/answer",
  summary:
    "Signs in by what the provider of the organisation's accounts sent the browser back with; its groups give the role",
  access: "anyone",
  schema: {
    /** the query that the provider added to our address */
    body: Schema.Struct({ answer: Schema.String.check(Schema.isMaxLength(8_000)) }),
    response: { 200: Me }
  }
} as const satisfies Route

export const signOut = {
  method: "DELETE",
  url: "/api/session",
  summary: "Ends the session",
  access: "anyone",
  schema: { response: { 200: Me } }
} as const satisfies Route

export const changePassword = {
  method: "PUT",
  url: "/api/me/password",
  summary: "Changes the caller's own password; the other sessions end",
  access: "anyone",
  schema: { body: Schema.Struct({ now: Given, next: Password }), response: { 200: Me } }
} as const satisfies Route

export const acceptInvitation = {
  method: "POST",
  url: "/api/invitation",
  summary: "Chooses a password by a one-time link and signs in; the first link of all also names the person",
  access: "anyone",
  schema: {
    body: Schema.Struct({
      secret: Given,
      password: Password,
      person: Schema.optionalKey(PersonId),
      name: Schema.optionalKey(PersonName)
    }),
    response: { 200: Me }
  }
} as const satisfies Route
