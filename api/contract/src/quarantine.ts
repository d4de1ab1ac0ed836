import { Schema } from "effect"
import { Cursor, Limit, type Route } from "./route.ts"

/** A record that could not be landed: where it stood, why, and a preview with personal data masked. */
export const Rejected = Schema.Struct({
  id: Schema.String,
  run: Schema.String,
  source: Schema.String,
  file: Schema.String,
  /** 1-based row of the file as a person counts it, header included; message number in mail */
  row: Schema.Int,
  reason: Schema.String,
  preview: Schema.String
})
export type Rejected = typeof Rejected.Type

export const quarantine = {
  method: "GET",
  url: "/api/quarantine",
  summary: "Rows that were not landed, with the reason for each",
  access: "read_runs",
  schema: {
    querystring: Schema.Struct({ run: Schema.optionalKey(Schema.String), limit: Limit, cursor: Cursor }),
    response: {
      200: Schema.Struct({
        total: Schema.Int,
        items: Schema.Array(Rejected),
        next: Schema.NullOr(Schema.String)
      })
    }
  }
} as const satisfies Route
