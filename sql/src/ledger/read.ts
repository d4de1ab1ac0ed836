import { type Kysely, type SelectQueryBuilder, sql } from "kysely"
import type { PeopleTables } from "../people-tables.ts"
import type { Scope } from "../scope.ts"
import type { Present } from "./present.ts"
import { type Row, rowOf, type Stored } from "./row.ts"

type Db = Kysely<PeopleTables>

/** Which decisions somebody asks for. */
export interface Wanted {
  readonly subject?: string
  readonly person?: string
  readonly kind?: string
  /** decisions after this place */
  readonly since?: number
  /** decisions before this place */
  readonly before?: number
  readonly scope: Scope
}

const within = (scope: Scope) =>
  scope === "all" ? sql<boolean>`true` : sql<boolean>`(school is null or school = any(${[...scope]}::text[]))`

/** Decisions newest first, at most `limit`; those about a school's message only where the school is in scope. */
export const readLedger = async (
  db: Db,
  { before, kind, person, scope, since, subject }: Wanted,
  limit: number
): Promise<ReadonlyArray<Row>> => {
  let query = db.selectFrom("ledger").selectAll().where(within(scope))
  if (subject !== undefined)
    query = query.where(sql<boolean>`(subject = ${subject} or mentions @> array[${subject}]::text[])`)
  if (person !== undefined) query = query.where("actor", "=", person)
  if (kind !== undefined) query = query.where("kind", "=", kind)
  if (since !== undefined) query = query.where("sequence", ">", String(since))
  if (before !== undefined) query = query.where("sequence", "<", String(before))
  return (await query.orderBy("sequence", "desc").limit(limit).execute()).map(rowOf)
}

type RowsAsked = SelectQueryBuilder<PeopleTables, "ledger", unknown>

/** Many rows as one JSON text, which costs a third of as many results of columns. */
export const readPage = async (db: Db, asked: RowsAsked): Promise<ReadonlyArray<Row>> => {
  const { rows } = await sql<{ readonly page: string }>`
select coalesce(json_agg(page), '[]')::text as page from ${asked.as("page")}`.execute(db)
  return (JSON.parse(rows[0]?.page ?? "[]") as ReadonlyArray<Stored>).map(rowOf)
}

/** Decisions after a place, oldest first. */
export const readOn = (db: Db, after: number, limit: number): Promise<ReadonlyArray<Row>> =>
  readPage(
    db,
    db.selectFrom("ledger").selectAll().where("sequence", ">", String(after)).orderBy("sequence").limit(limit)
  )

/** Every undoing on some subjects, in order. */
export const undosOn = async (db: Db, subjects: ReadonlyArray<string>): Promise<ReadonlyArray<Row>> =>
  subjects.length === 0
    ? []
    : (
        await db
          .selectFrom("ledger")
          .selectAll()
          .where("kind", "=", "undo")
          .where("subject", "in", subjects)
          .orderBy("sequence")
          .execute()
      ).map(rowOf)

/** What holds of every theme and tag that anybody decided of. */
export const themesAndTags = async (db: Db): Promise<ReadonlyArray<Present>> =>
  (await db
    .selectFrom("present")
    .selectAll()
    .where(sql<boolean>`subject ~ '^(T[0-9]+$|tag:)'`)
    .execute()) as Array<Present>

/** Those of some subjects that belong to schools out of scope. */
export const foreignAmong = async (db: Db, subjects: ReadonlyArray<string>, scope: Scope) => {
  if (scope === "all" || subjects.length === 0) return new Set<string>()
  const rows = await db
    .selectFrom("ledger")
    .select("subject")
    .distinct()
    .where("subject", "in", subjects)
    .where(sql<boolean>`not (${within(scope)})`)
    .execute()
  return new Set(rows.map(({ subject }) => subject))
}

interface TagRow {
  readonly tag: string
  readonly version: number
  readonly carriers: number
  readonly into: string | null
}

/** Every tag of the taxonomy and how many carry it, the most used first. */
export const readTags = async (db: Db): Promise<ReadonlyArray<TagRow>> => {
  const { rows } = await sql<TagRow>`
with carried as (
    select tag, count(*)::int as carriers
    from present cross join lateral jsonb_array_elements_text(state -> 'tags') as tag
    group by tag
)
select substr(subject, 5) as tag, version, coalesce(carriers, 0) as carriers, state ->> 'merged' as into
from present left join carried on carried.tag = substr(subject, 5)
where subject like 'tag:%' and (state ->> 'defined')::boolean
order by carriers desc, tag`.execute(db)
  return rows
}
