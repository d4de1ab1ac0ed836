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
  readonly themes: number
  readonly messages: number
  readonly into: string | null
}

/** Every tag of the taxonomy, how many carry it and what it is by now, the most used first. */
export const readTags = async (db: Db): Promise<ReadonlyArray<TagRow>> => {
  const { rows } = await sql<TagRow>`
with recursive tags as (
    select substr(subject, 5) as tag, version, state ->> 'merged' as part_of
    from present
    where subject like 'tag:%' and (state ->> 'defined')::boolean
),
led as (
    select tag, tag as to_tag, part_of as next from tags
    union all
    select led.tag, tags.tag, tags.part_of from led join tags on tags.tag = led.next
),
carried as (
    select subject, jsonb_array_elements_text(state -> 'tags') as tag
    from present
    where state -> 'tags' is not null
),
counted as (
    select
        to_tag as tag,
        count(distinct subject) filter (where subject like 'T%')::int as themes,
        count(distinct subject) filter (where subject not like 'T%')::int as messages
    from carried join led using (tag)
    group by to_tag
)
select
    tags.tag,
    version,
    coalesce(themes, 0) as themes,
    coalesce(messages, 0) as messages,
    (select to_tag from led where led.tag = tags.tag and next is null and to_tag <> tags.tag) as into
from tags left join counted on counted.tag = tags.tag
order by coalesce(themes, 0) + coalesce(messages, 0) desc, tags.tag`.execute(db)
  return rows
}
