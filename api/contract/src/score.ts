import { Schema } from "effect"

/** The parts of a score, in the order in which they are shown. */
export const Part = Schema.Literals(["reach", "people", "severity", "trend", "confidence"])
export type Part = typeof Part.Type

/**
 * What SQL gathers about one theme (or a slice of one) for the score.
 * `heard` is messages with at most `perSchool` counted per school; shares are 0 to 1.
 */
export interface Signals {
  readonly schools: number
  readonly schoolsTotal: number
  readonly messages: number
  readonly heard: number
  readonly people: number
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
