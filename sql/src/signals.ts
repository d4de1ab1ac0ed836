import type { DuckDBValue } from "@duckdb/node-api"
import { type Measures, measures, type Signals } from "@otklik/contract/score"
import type { ScoreModel } from "@otklik/contract/score-model"
import { District } from "@otklik/contract/vocabulary"
import type { Described, Ground, Material } from "./signals/ground.ts"
import { hear, type Heard } from "./signals/heard.ts"
import { pair, type Pairs } from "./signals/pairs.ts"
import { presences } from "./signals/presence.ts"
import { countPairs, estimate } from "./signals/reach.ts"
import { audible as audibleOf } from "./signals/audible.ts"
import { type Sums, sumTheme } from "./signals/sums.ts"
import { dayNumber, type MessageSlice, narrowed, rowsOf } from "./signals/voices.ts"

export type { MessageSlice }

/** A statement with its values bound by name: nothing that a person wrote is ever part of the text. */
export interface Statement {
  readonly sql: string
  readonly params: Record<string, DuckDBValue>
}

/** Conditions on `facts` of one slice, each on a bound value; `true` where nothing narrows. */
export const condition = (slice: MessageSlice): Statement => {
  const equal = narrowed.filter((column) => slice[column] !== undefined)
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

/** A theme measured by its own messages. */
export interface ThemeSignals extends Signals {
  readonly theme: string
  readonly measures: Measures
  /** messages in each of the last twelve weeks, oldest first */
  readonly weeks: ReadonlyArray<number>
  /** messages in the twelve weeks before those */
  readonly earlier: number
  /** districts from which the theme is absent although it should be heard there, or that are hardly heard at all */
  readonly quietDistricts: ReadonlyArray<District>
}

/** Signals, and what they were summed from: enough to sum them again over resampled schools. */
export interface Gathered {
  readonly themes: ReadonlyArray<ThemeSignals>
  readonly pairs: Pairs
  /** what each pair counts, 0 to 1 */
  readonly counts: Float64Array
  /** for each theme the schools of each district that would be heard of it if they had it */
  readonly audible: ReadonlyArray<Float64Array>
  readonly heard: Heard
  /** recent voices that one of the base leads one to expect; null where there is no base */
  readonly pace: number | null
}

/** How busy the recent days are beside those of the base; null without a base. */
const paceOf = (
  { calendar, firstDay }: Ground,
  { today }: Heard,
  { trend: { baseDays, recentDays } }: ScoreModel,
  from: number
): number | null => {
  let [recent, base] = [0, 0]
  for (let age = 0; age < recentDays + baseDays; age++) {
    const day = today - age
    if (day < from) break
    const weight = calendar[day - firstDay] ?? 0
    if (age < recentDays) recent += weight
    else base += weight
  }
  return base === 0 ? null : recent / base
}

/** A district is quiet that should be heard with nineteen in twenty and is not, or of whose schools hardly any are heard. */
const quiet = (raised: Float64Array, { heard, total }: Heard, most: number): ReadonlyArray<District> => {
  const [said, all] = [raised.reduce((a, b) => a + b, 0), heard.reduce((a, b) => a + b, 0)]
  const share = all === 0 ? 0 : Math.min(1, said / all)
  return District.literals.filter((_, i) => {
    const [schools, spoke] = [total[i + 1]!, heard[i + 1]!]
    if (schools === 0) return false
    return spoke * most < schools || (raised[i + 1] === 0 && (1 - share) ** spoke < 0.05)
  })
}

const PICTURED = 12
const unknown: Described = { cohesion: 0, direction: "functions", service: null, effort: null }
const once = () => 1

/** What sums make of the parts of a theme's signals that its voices make. */
export const voiced = (
  { base, heard, raised, recent, severe }: Sums,
  audible: Float64Array,
  total: Float64Array,
  pace: number | null,
  model: ScoreModel
) => ({
  reach: estimate(raised, audible, total, model.reach),
  heard,
  severe,
  recent,
  expected: pace === null ? recent : base * pace
})

/**
 * Signals of every theme heard in a slice, ordered by theme: from its own messages and from who was heard at all, never
 * from another theme. `denominators` stand in for those of the slice's own messages where history asks what they change.
 */
export const gather = (
  { ground, voices }: Material,
  model: ScoreModel,
  slice: MessageSlice = {},
  denominators?: Heard
): Gathered => {
  const rows = rowsOf(voices, slice)
  const heard = denominators ?? hear(voices, ground, model, slice, rows)
  const pairs = pair(voices, heard, model, rows)
  const counts = new Float64Array(pairs.voice.length)
  const pace = paceOf(ground, heard, model, slice.from === undefined ? -Infinity : dayNumber(slice.from))
  const presence = presences(pairs, counts, ground, heard, model)
  const schoolsTotal = heard.total.reduce((all, schools) => all + schools, 0)
  const audible: Array<Float64Array> = []
  const themes = pairs.themes.map((total): ThemeSignals => {
    countPairs(pairs, total, heard, ground, model, counts)
    const theme = `T${total.theme}`
    const hearing = audibleOf(pairs, total, counts, heard, model)
    audible.push(hearing)
    const sums = sumTheme(pairs, total, counts, ground.schools, once)
    const { families, messages, people, schools, weeks } = total
    const signals = {
      ...(ground.themes.get(theme) ?? unknown),
      schools,
      messages,
      people,
      families,
      schoolsTotal: Math.max(schoolsTotal, schools),
      ...voiced(sums, hearing, heard.total, pace, model),
      presence: presence(total)
    }
    const quietDistricts = quiet(sums.raised, heard, model.reach.most)
    return {
      theme,
      ...signals,
      measures: measures(signals, model),
      weeks: weeks.slice(-PICTURED),
      earlier: weeks.slice(0, -PICTURED).reduce((sum, count) => sum + count, 0),
      quietDistricts
    }
  })
  return { themes, pairs, counts, audible, heard, pace }
}
