import { Schema } from "effect"

/** The parts of a score, in the order in which they are shown. */
export const Part = Schema.Literals(["reach", "people", "severity", "trend", "confidence"])
export type Part = typeof Part.Type

/**
 * What SQL gathers about one theme (or a slice of one) for the score; shares are 0 to 1.
 * A school's voice is capped: `heard` counts at most `perSchool` messages of a school and `voices` at most
 * `perSchool` of its people; `severe` sums the severity of the heard; `recent` and `expected` are heard
 * messages of the recent window against what the calendar leads one to expect from the weeks before it.
 */
export interface Signals {
  readonly schools: number
  readonly schoolsTotal: number
  readonly messages: number
  readonly heard: number
  readonly people: number
  readonly voices: number
  readonly severe: number
  readonly recent: number
  readonly expected: number
  readonly cohesion: number
  readonly families: number
}

export const ScorePart = Schema.Struct({
  part: Part,
  /** 0 to 100 on the part's own absolute anchors */
  points: Schema.Finite,
  /** share of the whole, 0 to 1 */
  weight: Schema.Finite,
  /** points × weight: these sum to the score */
  adds: Schema.Finite
})
export type ScorePart = typeof ScorePart.Type

/** What a measure must be to earn 50 and 100 points; nothing earns 0. `hundred` is more than twice `fifty`. */
export interface Anchor {
  readonly fifty: number
  readonly hundred: number
}

/** A scoring model: weights that sum to 1 and absolute anchors, the same for every theme and every snapshot. */
export interface ScoreModel {
  readonly name: string
  readonly weights: Readonly<Record<Part, number>>
  readonly anchors: Readonly<Record<Part, Anchor>>
  /** messages, and people, that count for one school */
  readonly perSchool: number
  /** days of the recent window and of the stretch before it that says what to expect */
  readonly recentDays: number
  readonly baseDays: number
  /** messages of mean severity `severityPrior` that every theme is given beforehand: few loud ones prove little */
  readonly severityPrior: number
  readonly severityPriorMessages: number
  /** messages added to the expectation, so that three instead of one is not a surge */
  readonly trendPriorMessages: number
}

export const standard: ScoreModel = {
  name: "standard-1",
  weights: { reach: 0.45, people: 0.15, severity: 0.2, trend: 0.1, confidence: 0.1 },
  anchors: {
    reach: { fifty: 0.05, hundred: 0.45 },
    people: { fifty: 60, hundred: 1000 },
    severity: { fifty: 0.25, hundred: 0.7 },
    trend: { fifty: 1, hundred: 4 },
    confidence: { fifty: 0.4, hundred: 0.9 }
  },
  perSchool: 3,
  recentDays: 28,
  baseDays: 84,
  severityPrior: 0.1,
  severityPriorMessages: 5,
  trendPriorMessages: 5
}

/** Points on a logarithmic curve through (0, 0), (fifty, 50) and (hundred, 100), level from there on. */
export const points = (value: number, { fifty, hundred }: Anchor): number => {
  const scale = (fifty * fifty) / (hundred - 2 * fifty)
  const raw = (100 * Math.log1p(Math.max(0, value) / scale)) / Math.log1p(hundred / scale)
  return Math.min(100, Math.round(raw * 10) / 10)
}

const sure = ({ heard, cohesion, families }: Signals): number =>
  0.5 * (heard / (heard + 20)) + 0.3 * cohesion + 0.2 * (Math.min(families, 3) / 3)

/** The one number that each part is judged by, in the units of its anchor. */
export const measures = (signals: Signals, model: ScoreModel): Readonly<Record<Part, number>> => ({
  reach: signals.schoolsTotal === 0 ? 0 : signals.schools / signals.schoolsTotal,
  people: signals.voices,
  severity:
    (signals.severe + model.severityPrior * model.severityPriorMessages) /
    (signals.heard + model.severityPriorMessages),
  trend: signals.recent / (signals.expected + model.trendPriorMessages),
  confidence: sure(signals)
})

export interface Score {
  /** 0 to 100 in hundredths */
  readonly score: number
  readonly parts: ReadonlyArray<ScorePart>
}

/**
 * The score of one theme from its own signals alone: no other theme's existence can change it.
 * What the parts add is rounded to hundredths first and then summed, so the parts sum to the score.
 */
export const score = (signals: Signals, model: ScoreModel = standard): Score => {
  const measured = measures(signals, model)
  const parts = Part.literals.map((part): ScorePart => {
    const earned = points(measured[part], model.anchors[part])
    const weight = model.weights[part]
    return { part, points: earned, weight, adds: Math.round(earned * weight * 100) / 100 }
  })
  const hundredths = parts.reduce((sum, { adds }) => sum + Math.round(adds * 100), 0)
  return { score: hundredths / 100, parts }
}

export interface Ranked<T> extends Score {
  readonly rank: number
  readonly item: T
}

const numberOf = (theme: string) => Number(theme.slice(1))

/** Best first; equal scores stand by schools, then by the older theme, so that the order never depends on the input's. */
export const rank = <T extends Signals & { readonly theme: string }>(
  items: ReadonlyArray<T>,
  model: ScoreModel = standard
): ReadonlyArray<Ranked<T>> =>
  items
    .map((item) => ({ item, ...score(item, model) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.item.schools - a.item.schools ||
        numberOf(a.item.theme) - numberOf(b.item.theme)
    )
    .map((scored, index) => ({ rank: index + 1, ...scored }))
