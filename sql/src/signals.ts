import type { DuckDBValue } from "@duckdb/node-api"
import { type Measures, type ScoreModel, type Signals, standard } from "@otklik/contract/score"
import type { SliceQuery } from "@otklik/contract/slice"
import type { District } from "@otklik/contract/vocabulary"

/** A statement with its values bound by name: nothing that a person wrote is ever part of the text. */
export interface Statement {
  readonly sql: string
  readonly params: Record<string, DuckDBValue>
}

/** One row of `signals`: the contract's Signals of one theme. */
export interface ThemeSignals extends Signals {
  readonly theme: string
}

/** A theme measured: what is laid into a snapshot and put in order. */
export interface ThemeScored extends ThemeSignals {
  readonly measures: Measures
  /** places that 19 of 20 resamplings of the schools give; null where they were not resampled */
  readonly interval: { readonly low: number; readonly high: number } | null
  /** districts from which the theme is absent although it should be heard there, or that are hardly heard at all */
  readonly quietDistricts: ReadonlyArray<District>
}

/** Which messages count; a search by text chooses themes, not messages, and is `matching`'s. */
export type MessageSlice = Omit<SliceQuery, "text">

const columns = ["district", "role", "service", "family", "verdict"] as const

/** Conditions on `facts` of one slice, each on a bound value; `true` where nothing narrows. */
export const condition = (slice: MessageSlice): Statement => {
  const equal = columns.filter((column) => slice[column] !== undefined)
  const parts = equal.map((column) => `${column} = $${column}`)
  if (slice.from !== undefined) parts.push("day >= $from::date")
  if (slice.to !== undefined) parts.push("day <= $to::date")
  const days = { from: slice.from, to: slice.to }
  const given = [...equal.map((column) => [column, slice[column]]), ...Object.entries(days)]
  return {
    sql: parts.length === 0 ? "true" : parts.join(" and "),
    params: Object.fromEntries(given.filter(([, value]) => value !== undefined))
  }
}

/** True when the slice narrows the messages, so that ranks and scores are its own. */
export const narrows = (slice: MessageSlice): boolean => condition(slice).sql !== "true"

const windows = (slice: MessageSlice) => `
window_ends as (
    select ${slice.to === undefined ? "as_of_day" : "least(as_of_day, $to::date)"} as today
    from snapshot
),
windows as (
    select today, today - $recent::int as recent_from, today - $recent::int - $base::int as base_from
    from window_ends
),
busy as (
    select
        sum(weight) filter (where day > recent_from) as recent,
        sum(weight) filter (where day <= recent_from) as base,
    from calendar
    cross join windows
    where day > base_from and day <= today
        ${slice.from === undefined ? "" : "and day >= $from::date"}
)`

const summed = (slice: MessageSlice) => `
heard as not materialized (
    select * from facts where theme is not null and ${condition(slice).sql}
),
voices as (
    select
        theme,
        voice,
        any_value(school is not null) as from_school,
        count(*)::int as messages,
        sum((severity * 1000)::int)::int as severity,
        count(*) filter (where day > recent_from)::int as recent,
        count(*) filter (where day <= recent_from and day > base_from)::int as base,
        bit_or(case family when 'ticket' then 1 when 'mailing' then 2 else 4 end) as families,
    from heard
    cross join windows
    group by theme, voice
),
people as (
    select theme, count(*)::int as people
    from (select distinct theme, person from heard)
    group by theme
),
presence as (
    select theme, count(distinct week) / ($lasting / 7.0) as presence
    from heard
    cross join windows
    where day > today - $lasting::int
    group by theme
),
themes_summed as (
    select
        theme,
        count(*) filter (where from_school)::int as schools,
        sum(messages)::int as messages,
        sum(least(messages, $cap))::int as heard,
        sum(round(severity * least(messages, $cap) / messages)::int)::double / 1000 as severe,
        sum(least(recent, $cap))::int as recent,
        sum(least(base, floor($cap * $base / $recent)::int))::int as base,
        bit_count(bit_or(families))::int as families,
    from voices
    group by theme
)`

const schoolsTotal = (slice: MessageSlice) =>
  `select count(*)::int as total from schools${slice.district === undefined ? "" : " where district = $district"}`

/**
 * Signals of every theme heard in a slice, ordered by theme: one row a theme, of the contract's Signals.
 * A message without a school speaks for its author. Where the slice holds nothing before the recent window,
 * the expected is the recent: no trend can be told.
 */
export const signals = (slice: MessageSlice = {}, model: ScoreModel = standard): Statement => ({
  sql: `with ${windows(slice)},${summed(slice)},
speakers as (
    ${schoolsTotal(slice)}
)
select
    summed.theme,
    summed.schools,
    greatest(speakers.total, summed.schools)::int as "schoolsTotal",
    summed.messages,
    summed.heard,
    people.people,
    (summed.schools / greatest(speakers.total, summed.schools, 1))::double as reach,
    summed.severe,
    summed.recent,
    coalesce(summed.base * busy.recent / nullif(busy.base, 0), summed.recent)::double as expected,
    least(1, coalesce(presence.presence, 0))::double as presence,
    themes.cohesion,
    summed.families,
    themes.direction,
    themes.service,
    null::double as effort,
from themes_summed as summed
join people on people.theme = summed.theme
left join presence on presence.theme = summed.theme
join themes on themes.theme = summed.theme
cross join speakers
cross join busy
order by summed.theme`,
  params: {
    ...condition(slice).params,
    cap: model.perSchool,
    recent: model.trend.recentDays,
    base: model.trend.baseDays,
    lasting: model.persistence.days
  }
})
