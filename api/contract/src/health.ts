import { Schema } from "effect"
import type { Route } from "./route.ts"
import { SnapshotId } from "./vocabulary.ts"

export const Health = Schema.Struct({
  status: Schema.Literals(["ok", "empty"]),
  version: Schema.String,
  database: Schema.Literals(["pglite", "postgresql", "down"]),
  snapshot: Schema.NullOr(
    Schema.Struct({
      id: SnapshotId,
      asOf: Schema.String,
      messages: Schema.Int,
      themes: Schema.Int,
      schools: Schema.Int
    })
  )
})

export const health = {
  method: "GET",
  url: "/api/health",
  summary: "Whether the service is up and which snapshot it serves",
  schema: { response: { 200: Health } }
} as const satisfies Route
