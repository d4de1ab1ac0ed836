import { listValue } from "@duckdb/node-api"
import { Part } from "@otklik/contract/score"
import type { Statement } from "../signals.ts"

/** What can be taken out of a snapshot. */
export const holdings = ["backlog", "themes", "assignments", "messages"] as const
export type Holding = (typeof holdings)[number]

const backlog = `
select
    backlog.rank,
    backlog.theme,
    themes.title,
    backlog.score,
    backlog.schools,
    round(backlog.share, 4) as share,
    backlog.messages,
    backlog.people,
    themes.direction,
    themes.service,
    themes.verdict,
    themes.stage,
    backlog.rank_low,
    backlog.rank_high,
${Part.literals.map((part) => `    backlog.${part}_points,`).join("\n")}
    themes.keyphrases,
    themes.flags,
    themes.first_at,
    themes.last_at,
from backlog
join themes on themes.theme = backlog.theme
order by backlog.position`

const themes = `
select
    themes.theme,
    themes.title,
    themes.keyphrases,
    themes.direction,
    themes.service,
    themes.verdict,
    themes.coarse,
    themes.cohesion,
    themes.flags,
    counted.messages,
    counted.schools,
    themes.first_at,
    themes.last_at,
from themes
join (
    select theme, count(*)::int as messages, count(distinct school)::int as schools
    from facts
    group by theme
) as counted on counted.theme = themes.theme
order by themes.theme[2:]::int`

const assignments = `
select landed.external_id as id, facts.theme, facts.source, facts.message_id
from facts
join read_parquet($paths, hive_partitioning = false) as landed on landed.message_id = facts.message_id
order by facts.source, landed.external_id, facts.message_id`

const messages = `
select
    landed.external_id as id,
    facts.source,
    facts.family,
    facts.created_at,
    landed.text,
    facts.theme,
    themes.title,
    facts.verdict,
    facts.severity,
    facts.school,
    facts.district,
    facts.role,
    facts.service,
    facts.language,
    facts.message_id,
from facts
join read_parquet($paths, hive_partitioning = false) as landed on landed.message_id = facts.message_id
left join themes on themes.theme = facts.theme
order by facts.created_at, facts.message_id`

const sql: Readonly<Record<Holding, string>> = { backlog, themes, assignments, messages }

/**
 * The rows of one holding over an open snapshot; `paths` are its landed files, where texts and external ids lie.
 * `id` of a message is its id in the source that it came from.
 */
export const holding = (what: Holding, paths: ReadonlyArray<string>): Statement => ({
  sql: sql[what],
  params: sql[what].includes("$paths") ? { paths: listValue([...paths]) } : {}
})
