import { DuckDb } from "@otklik/sql/duckdb"
import { Effect } from "effect"

const rowsAtOnce = 65_536

/** MD5 over the MD5s of all rows in their order, in two levels so that a million rows need little memory. */
const digestOf = (database: string, table: string) => `
with rows as (
    select rowid // ${rowsAtOnce} as part, md5(columns_of::varchar) as digest, rowid as place
    from (select rowid, columns_of from ${database}.main."${table}" as columns_of)
),
parts as (
    select part, md5(string_agg(digest, '' order by place)) as digest from rows group by part
)
select coalesce(md5(string_agg(digest, '' order by part)), 'empty') as digest from parts`

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
