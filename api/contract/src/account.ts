import { Schema } from "effect"
import type { Route } from "./route.ts"

/** A session of one's own, as it was last seen. */
export const OwnSession = Schema.Struct({
  id: Schema.String,
  means: Schema.Literals(["password", "provider", "link"]),
  /** network address, and what the browser calls itself; null where a session is older than their keeping */
  address: Schema.NullOr(Schema.String),
  agent: Schema.NullOr(Schema.String),
  createdAt: Schema.String,
  /** last request, by the minute */
  seenAt: Schema.String,
  /** the one that asks */
  current: Schema.Boolean
})
export type OwnSession = typeof OwnSession.Type

/** How the caller comes in, and where they are in now. */
export const Account = Schema.Struct({
  hasPassword: Schema.Boolean,
  hasProvider: Schema.Boolean,
  /** open ones, last seen first */
  sessions: Schema.Array(OwnSession)
})
export type Account = typeof Account.Type

export const account = {
  method: "GET",
  url: "/api/me/account",
  summary: "How the caller may sign in, and the caller's open sessions",
  access: "anyone",
  schema: { response: { 200: Account } }
} as const satisfies Route

export const endOwnSession = {
  method: "DELETE",
  url: "/api/me/sessions/:session",
  summary: "Ends one of the caller's own sessions",
  access: "anyone",
  schema: {
    params: Schema.Struct({
      session: Schema.String.check(Schema.isPattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u))
    }),
    response: { 200: Account }
  }
} as const satisfies Route

export const endOtherSessions = {
  method: "DELETE",
  url: "/api/me/sessions",
  summary: "Ends all of the caller's own sessions but the one that asks",
  access: "anyone",
  schema: { response: { 200: Account } }
} as const satisfies Route
