import { type Rows, totals } from "../text/rows.ts"
import { shared, sharedIntegers, sharedShorts } from "./shared.ts"

/** Counts are kept in whole 240ths of a word, so that adding and taking away are exact in any order. */
export const WORD = 240

/** One likelihood view of the texts: their evidence, and what a theme is expected to hold of each feature beforehand. */
export interface View {
  readonly start: Int32Array
  readonly ids: Int32Array
  /** evidence of each entry in 240ths of a word; a text's entries sum to at most the cap */
  readonly units: Uint16Array
  /** sum of a text's units */
  readonly mass: Int32Array
  /** Dirichlet prior of each feature, and their sum */
  readonly prior: Float64Array
  readonly priorSum: number
  /** share of the view in the likelihood */
  readonly share: number
}

export interface Evidence {
  /** prior of a feature at even frequency */
  readonly beta: number
  /** words that a text weighs at most */
  readonly cap: number
}

/** Share of the corpus frequency in the prior; the rest is even. */
const BACKGROUND = 0.5

/**
 * A view of `rows` where each text weighs min(words, cap), spread over its features by their counts; `words` are its
 * totals in the word view. `weight` is how often a text counts in the corpus frequencies.
 */
export const view = (
  rows: Rows,
  words: Float64Array,
  weight: Int32Array,
  share: number,
  { beta, cap }: Evidence
): View => {
  const own = totals(rows)
  const units = sharedShorts(rows.ids.length)
  const mass = sharedIntegers(own.length)
  const frequency = new Float64Array(rows.columns)
  let all = 0
  for (let text = 0; text < own.length; text++) {
    const scale = (WORD * Math.min(words[text], cap)) / Math.max(1, own[text])
    for (let i = rows.start[text]; i < rows.start[text + 1]; i++) {
      units[i] = Math.round(rows.values[i] * scale)
      mass[text] += units[i]
      frequency[rows.ids[i]] += units[i] * weight[text]
    }
    all += mass[text] * weight[text]
  }
  const prior = frequency.map(
    (f) => beta * (1 - BACKGROUND + (BACKGROUND * rows.columns * f) / Math.max(1, all))
  )
  return {
    start: shared(rows.start),
    ids: shared(rows.ids),
    units,
    mass,
    prior: shared(prior),
    priorSum: prior.reduce((a, b) => a + b, 0),
    share
  }
}
