import { Schema } from "effect"
import { Action, PersonName, StaffRole } from "./people.ts"
import type { Route } from "./route.ts"

/** A machine belongs to no school, so it is no curator. */
const KeyRole = StaffRole.pick(["senior_curator", "planner", "leadership", "administrator"])

/** A key by which a machine asks: `Authorization: Bearer`. What it may do is what both its role and its actions allow. */
export const Key = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  role: KeyRole,
  actions: Schema.Array(Action),
  createdBy: Schema.String,
  createdAt: Schema.String,
  expiresAt: Schema.String,
  usedAt: Schema.NullOr(Schema.String),
  revokedAt: Schema.NullOr(Schema.String)
})
export type Key = typeof Key.Type

export const keys = {
  method: "GET",
  url: "/api/keys",
  summary: "Keys of machines, newest first",
  access: "administer",
  schema: { response: { 200: Schema.Struct({ items: Schema.Array(Key) }) } }
} as const satisfies Route

export const addKey = {
  method: "POST",
  url: "/api/keys",
  summary: "Makes a key; its secret is told in this answer and never again",
  access: "administer",
  schema: {
    body: Schema.Struct({
      name: PersonName,
      role: KeyRole,
      actions: Schema.NonEmptyArray(Action).check(Schema.isMaxLength(20)),
      days: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 366 }))
    }),
    response: { 200: Schema.Struct({ key: Key, secret: Schema.String }) }
  }
} as const satisfies Route

export const revokeKey = {
  method: "DELETE",
  url: "/api/keys/:key",
  summary: "Ends a key at once",
  access: "administer",
  schema: {
    params: Schema.Struct({
      key: Schema.String.check(Schema.isPattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u))
    }),
    response: { 200: Key }
  }
} as const satisfies Route
