import type { Theme } from "@otklik/contract/themes"
import type { ThemeId } from "@otklik/contract/vocabulary"
import type { Marts } from "@otklik/sql/tables.gen"
import type { Scope } from "@otklik/sql/scope"
import { sql } from "kysely"
import type { ReadonlyKysely } from "kysely/readonly"
import { type Fact, factColumns } from "./messages.ts"

type Db = ReadonlyKysely<Marts>
type Week = Theme["weeks"][number]

const loudest = 50
const week = 7 * 86_400_000
const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

/** Weeks in which nothing was said are weeks too. */
const filled = (
  heard: ReadonlyArray<{ week: Date; messages: number; schools: number }>
): ReadonlyArray<Week> => {
  const byWeek = new Map(heard.map((row) => [row.week.getTime(), row]))
  const [first, last] = [heard[0]?.week.getTime() ?? 0, heard.at(-1)?.week.getTime() ?? -1]
  return Array.from({ length: Math.round((last - first) / week) + 1 }, (_, i) => {
    const row = byWeek.get(first + i * week)
    return { week: dayOf(first + i * week), messages: row?.messages ?? 0, schools: row?.schools ?? 0 }
  })
}

const weeksOf = async (db: Db, theme: ThemeId) =>
  filled(
    await db
      .selectFrom("theme_weeks")
      .select(["week", "messages", "schools"])
      .where("theme", "=", theme)
      .orderBy("week")
      .execute()
  )

const countsOf = async <C extends "family" | "role" | "district">(db: Db, theme: ThemeId, column: C) => {
  const { rows } = await sql<{ key: NonNullable<Marts["facts"][C]>; messages: number; schools: number }>`
    select ${sql.ref(column)} as key, count(*)::int as messages, count(distinct school)::int as schools
    from facts
    where theme = ${theme} and ${sql.ref(column)} is not null
    group by all
    order by messages desc, key`.execute(db as never)
  return rows
}

const own = (scope: Scope) =>
  scope === "all" ? sql<boolean>`true` : sql<boolean>`facts.school in (${sql.join(["", ...scope])})`

const schoolsOf = async (db: Db, theme: ThemeId, scope: Scope) => {
  const { rows } = await sql<{ school: string; name: string; messages: number }>`
    select school, coalesce(any_value(schools.name), '') as name, count(*)::int as messages
    from facts
    left join schools using (school)
    where theme = ${theme} and school is not null and ${own(scope)}
    group by school
    order by messages desc, school
    limit ${sql.lit(loudest)}`.execute(db as never)
  return rows
}

/** Themes of both queues: thanks and noise have no page of their own. */
const similarOf = (db: Db, theme: ThemeId) =>
  db
    .selectFrom("theme_similar")
    .innerJoin("themes", "themes.theme", "theme_similar.other")
    .select(["theme_similar.other as theme", "themes.title", "theme_similar.similarity"])
    .where("theme_similar.theme", "=", theme)
    .where("themes.verdict", "not in", ["thanks", "noise"])
    .orderBy("theme_similar.position")
    .execute()

const requestsOf = (db: Db, theme: ThemeId) =>
  db
    .selectFrom("theme_requests")
    .select(["request", "title", "messages", "schools"])
    .where("theme", "=", theme)
    .orderBy("messages", "desc")
    .orderBy("request")
    .execute()

const quotesShown = 3

/** The chosen quotes; where only some schools may be seen, those of theirs and then their newest messages. */
const quotesOf = (db: Db, theme: ThemeId, scope: Scope): Promise<ReadonlyArray<Fact>> =>
  db
    .selectFrom("facts")
    .leftJoin("theme_quotes", (join) =>
      join
        .onRef("theme_quotes.message_id", "=", "facts.message_id")
        .onRef("theme_quotes.theme", "=", "facts.theme")
    )
    .select(factColumns.map((column) => `facts.${column}` as const))
    .where("facts.theme", "=", theme)
    .where(scope === "all" ? sql<boolean>`theme_quotes.position is not null` : own(scope))
    .orderBy(sql`theme_quotes.position nulls last`)
    .orderBy("facts.created_at", "desc")
    .orderBy("facts.message_id")
    .limit(quotesShown)
    .execute()

/** What a snapshot holds of one theme, its schools and quotes within a scope, its quotes still without their texts. */
export const readTheme = async (db: Db, theme: ThemeId, scope: Scope) => {
  const spanned = db.selectFrom("themes").select(["first_at", "last_at"]).where("theme", "=", theme)
  const [span, weeks, families, roles, districts, schools, similar, requests, quotes] = await Promise.all([
    spanned.executeTakeFirstOrThrow(),
    weeksOf(db, theme),
    countsOf(db, theme, "family"),
    countsOf(db, theme, "role"),
    countsOf(db, theme, "district"),
    schoolsOf(db, theme, scope),
    similarOf(db, theme),
    requestsOf(db, theme),
    quotesOf(db, theme, scope)
  ])
  return {
    firstAt: span.first_at.toISOString(),
    lastAt: span.last_at.toISOString(),
    weeks,
    families,
    roles,
    districts,
    schools,
    similar,
    requests,
    quotes
  }
}
