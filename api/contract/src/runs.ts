import { Schema } from "effect"
import { Cursor, Limit, type Route } from "./route.ts"

/** One import of one file: always `read = landed + duplicates + quarantined`. */
export const Run = Schema.Struct({
  run: Schema.String,
  source: Schema.String,
  profile: Schema.String,
  file: Schema.String,
  startedAt: Schema.String,
  seconds: Schema.Finite,
  read: Schema.Int,
  landed: Schema.Int,
  duplicates: Schema.Int,
  quarantined: Schema.Int,
  /** masked personal data by type, e.g. { "phone": 12 } */
  masked: Schema.Record(Schema.String, Schema.Int),
  outcome: Schema.Literals(["done", "stopped", "refused"]),
  /** a sentence for people where the run was stopped or refused, else empty */
  note: Schema.String
})
export type Run = typeof Run.Type

export const runs = {
  method: "GET",
  url: "/api/runs",
  summary: "What was imported, newest first",
  access: "read_runs",
  schema: {
    querystring: Schema.Struct({ limit: Limit, cursor: Cursor }),
    response: {
      200: Schema.Struct({ total: Schema.Int, items: Schema.Array(Run), next: Schema.NullOr(Schema.String) })
    }
  }
} as const satisfies Route
