import type { ColumnType, GeneratedAlways, JSONColumnType } from "kysely"

type Json = ColumnType<unknown, string | null, never>
type Default<A> = ColumnType<A, A | undefined, never>

/** One decision of a person; `hash` covers the row and `previous`, so the chain shows any change. */
interface Ledger {
  sequence: GeneratedAlways<string>
  decision: ColumnType<string, string, never>
  decided_at: Default<Date>
  actor: ColumnType<string, string, never>
  kind: ColumnType<string, string, never>
  subject: ColumnType<string, string, never>
  /** 1 for the first decision on a subject, then one more each time: two people cannot both write the same */
  version: ColumnType<number, number, never>
  snapshot: ColumnType<string | null, string | null | undefined, never>
  reason: ColumnType<string | null, string | null | undefined, never>
  before: Json
  after: Json
  previous: ColumnType<string, string, never>
  hash: ColumnType<string, string, never>
}

interface Setting {
  name: string
  value: JSONColumnType<object, string, string>
  changed_at: ColumnType<Date, Date | undefined, Date>
}

/** The tables of people's memory (sql/migrations) as Kysely sees them; 64-bit integers are strings in both drivers. */
export interface PeopleTables {
  ledger: Ledger
  setting: Setting
}
