import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Opens another database file beside the workshop under a name; paths cannot be bound, so they are quoted. */
export const attach = (path: string, name: string) =>
  DuckDb.use((db) => db.run(`attach ${quoted(path)} as ${name}`)).pipe(Effect.withSpan("attach"))

export const attachReadOnly = (path: string, name: string) =>
  DuckDb.use((db) => db.run(`attach ${quoted(path)} as ${name} (read_only)`)).pipe(Effect.withSpan("attach"))
