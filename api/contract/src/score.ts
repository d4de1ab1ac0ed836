import { Schema } from "effect"
import { standard } from "./built-in-models.ts"
import { formula, type Measures as MeasuresOf } from "./formula.ts"
import { Part, type ScoreModel } from "./score-model.ts"
import type { Direction, Service } from "./vocabulary.ts"

export { Part, type ScoreModel, standard }

export const ScorePart = Schema.Struct({
  part: Part,
  /** 0 to 100 on the part's own absolute anchors */
  points: Schema.Finite,
  /** share of the whole, 0 to 1 */
  weight: Schema.Finite,
  /** what it gives to the score, or takes away: these sum to the score in hundredths */
  adds: Schema.Finite
})
export type ScorePart = typeof ScorePart.Type

/** The one number that each part is judged by, in the units of its anchor; effort is null without an estimate. */
export const Measures = Schema.Struct({
  /** estimated share of the schools, 0 to 1 */
  reach: Schema.Finite,
  /** mean severity, 0 to 1 */
  severity: Schema.Finite,
  /** share of the school weeks with a voice, 0 to 1 */
  persistence: Schema.Finite,
  /** times what the calendar leads one to expect, at the lower bound of what the numbers prove */
  trend: Schema.Finite,
  /** 0 to 1 */
  confidence: Schema.Finite,
  /** what the planners want forward, 0 to 1 */
  strategy: Schema.Finite,
  /** person-weeks */
  effort: Schema.NullOr(Schema.Finite)
})
export type Measures = typeof Measures.Type & MeasuresOf

/**
 * What is gathered about one theme (or a slice of one) for the score, from its own messages alone.
 * A school's voice is capped: `heard` counts at most `perSchool` of its voices, one a person and day, `severe` sums
 * their severity; `recent` and `expected` are voices of the recent window against what the calendar leads one to expect
 * from the weeks before it.
 */
export interface Signals {
  /** distinct schools, people and messages as they are, for people to read */
  readonly schools: number
  readonly schoolsTotal: number
  readonly messages: number
  readonly people: number
  /** estimated share of the schools that could speak */
  readonly reach: number
  readonly heard: number
  readonly severe: number
  readonly recent: number
  readonly expected: number
  /** share of the recent school weeks with a voice */
  readonly presence: number
  readonly cohesion: number
  readonly families: number
  readonly direction: Direction
  readonly service: Service | null
  /** person-weeks that planners expect; null where nobody has said */
  readonly effort: number | null
}

/** How much the planners want a theme forward: the mean of its direction's and its service's weights. */
export const strategyOf = (
  { direction, service }: { readonly direction: Direction; readonly service: Service | null },
  { strategy: { directions, services } }: ScoreModel
): number => (service === null ? directions[direction] : (directions[direction] + services[service]) / 2)

/** The 5 % quantile of a gamma distribution with this shape and rate 1 (E. Wilson, M. Hilferty 1931). */
const lowGamma = (shape: number): number =>
  shape * Math.max(0, 1 - 1 / (9 * shape) - 1.6449 / (3 * Math.sqrt(shape))) ** 3

/**
 * How far the recent voices surely exceed the expected: the lower 5 % bound of their ratio under a gamma prior of mean 1,
 * after EB05 of W. DuMouchel 1999, with one gamma in place of his mixture.
 */
export const surge = (recent: number, expected: number, prior: number): number =>
  lowGamma(recent + prior) / (expected + prior)

const sure = ({ cohesion, families, heard }: Signals): number =>
  0.5 * (heard / (heard + 20)) + 0.3 * cohesion + 0.2 * (Math.min(families, 3) / 3)

/** What each part of a theme's score is judged by. */
export const measures = (signals: Signals, model: ScoreModel): Measures => ({
  reach: signals.reach,
  severity:
    (signals.severe + model.severity.mean * model.severity.messages) /
    (signals.heard + model.severity.messages),
  persistence: signals.presence,
  trend: surge(signals.recent, signals.expected, model.trend.prior),
  confidence: sure(signals),
  strategy: strategyOf(signals, model),
  effort: signals.effort
})

export interface Score {
  /** 0 to 100 in hundredths */
  readonly score: number
  readonly parts: ReadonlyArray<ScorePart>
}

/**
 * Scores themes by one model, each from its own measures alone: no other theme's existence can change a score.
 * What the parts add is whole hundredths before it is summed, so the parts sum to the score.
 */
export const judge = (model: ScoreModel): ((measures: Measures) => Score) => {
  const { adds, points } = formula(model)
  return (measured) => {
    const earned = points(measured)
    const hundredths = adds(earned)
    const parts = Part.literals.map((part, i): ScorePart => ({
      part,
      points: earned[i]!,
      weight: model.weights[part],
      adds: hundredths[i]! / 100
    }))
    return { score: hundredths.reduce((sum, add) => sum + add, 0) / 100, parts }
  }
}

/** The score of one theme. */
export const score = (measured: Measures, model: ScoreModel = standard): Score => judge(model)(measured)

export interface Rankable {
  readonly theme: string
  readonly schools: number
  readonly measures: Measures
}

export interface Ranked<T> extends Score {
  /** equal scores share a place */
  readonly rank: number
  readonly item: T
}

const numberOf = (theme: string) => Number(theme.slice(1))

/** Best first; those of equal scores stand by schools, then by the older theme, so that the order never depends on the input's. */
export const rank = <T extends Rankable>(
  items: ReadonlyArray<T>,
  model: ScoreModel = standard
): ReadonlyArray<Ranked<T>> => {
  const scoreOf = judge(model)
  const scored = items
    .map((item) => ({ item, ...scoreOf(item.measures) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.item.schools - a.item.schools ||
        numberOf(a.item.theme) - numberOf(b.item.theme)
    )
  let place = 0
  return scored.map((one, index) => {
    if (one.score !== scored[index - 1]?.score) place = index + 1
    return { rank: place, ...one }
  })
}
