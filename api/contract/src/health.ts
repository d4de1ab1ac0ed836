import { Schema } from "effect"
import type { Route } from "./route.ts"
import { SnapshotId } from "./vocabulary.ts"

export const Health = Schema.Struct({
  status: Schema.Literals(["ok", "empty"]),
  version: Schema.String,
  /** the memory of people: reads of the snapshot go on while it is `opening` or `down` */
  database: Schema.Struct({
    kind: Schema.Literals(["pglite", "postgresql"]),
    state: Schema.Literals(["opening", "ready", "down"])
  }),
  snapshot: Schema.NullOr(
    Schema.Struct({
      id: SnapshotId,
      asOf: Schema.String,
      messages: Schema.Int,
      themes: Schema.Int,
      schools: Schema.Int
    })
  ),
  /** sentences for people on what is not as it should be; empty when all is well */
  notices: Schema.Array(Schema.String)
})
export type Health = typeof Health.Type

export const health = {
  method: "GET",
  url: "/api/health",
  summary: "Whether the service is up and which snapshot it serves",
  access: "anyone",
  schema: { response: { 200: Health } }
} as const satisfies Route
