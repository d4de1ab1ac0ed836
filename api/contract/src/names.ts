import { Schema } from "effect"
import { PersonId } from "./people.ts"
import type { Route } from "./route.ts"

export const names = {
  method: "GET",
  url: "/api/names",
  summary: "What everyone who ever decided something is called: people, closed accounts, machines' keys",
  access: "read_directory",
  schema: {
    response: {
      200: Schema.Struct({ items: Schema.Array(Schema.Struct({ id: PersonId, name: Schema.String })) })
    }
  }
} as const satisfies Route
