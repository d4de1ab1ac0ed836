import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"

/** Number of rows, and two sums over a hash of each row and its place: what tells tables apart. */
const digestOf = (database: string, table: string) => `
select count(*) || '-' || coalesce(bit_xor(h), 0) || '-' || coalesce(sum(h), 0) as digest
from (
    select hash(place, columns_of) as h
    from (select rowid as place, columns_of from ${database}.main."${table}" as columns_of)
)`

/**
 * What a snapshot holds, table by table, as text: two files of equal digests hold the same rows in the same order
 * even where DuckDB laid their blocks differently. Builds are compared by these, not by the bytes of the file.
 */
export const digests = Effect.fn("digests")(function* (database: string) {
  const db = yield* DuckDb
  const tables = yield* db.rows(
    "select table_name as name from duckdb_tables() where database_name = $database order by name",
    { database }
  )
  const pairs = yield* Effect.forEach(tables, ({ name }) =>
    Effect.map(
      db.rows(digestOf(database, String(name))),
      ([row]) => [String(name), String(row?.["digest"])] as const
    )
  )
  return Object.fromEntries(pairs)
})
