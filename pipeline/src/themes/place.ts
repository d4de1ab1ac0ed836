import type { Corpus } from "../text/corpus.ts"
import { stemsOf, type Tally } from "./tally.ts"

/** Themes of messages that were placed one by one. */
export interface Placing {
  /** number of each message's theme, -1 for none */
  readonly theme: Int32Array
  /** how much likelier it is than the next, 0.5 to 1; 0 for none */
  readonly strength: Float32Array
}

/** Messages' worth of the general language in every theme. */
const PRIOR = 100
/** Exponent of the theme size in its prior, as in the fit. */
const SIZE = 0.5

/** For each stem that is asked for, the themes that hold it. */
const holders = ({ counts, ids, start, themes }: Tally, asked: ReadonlySet<number>) => {
  const found = new Map<number, Array<readonly [theme: number, count: number]>>()
  for (let k = 0; k < themes.length; k++)
    for (let i = start[k]; i < start[k + 1]; i++) {
      if (!asked.has(ids[i])) continue
      const list = found.get(ids[i])
      if (list === undefined) found.set(ids[i], [[k, counts[i]]])
      else list.push([k, counts[i]])
    }
  return found
}

const wordsOf = ({ counts, start, themes }: Tally): Float64Array =>
  Float64Array.from(themes, (_, k) => {
    let words = 0
    for (let i = start[k]; i < start[k + 1]; i++) words += counts[i]
    return words
  })

/**
 * The likeliest theme of each message by the stems that the themes hold (Dirichlet-smoothed multinomial), ties to the
 * smaller number. A message without a stem that any theme holds is in none. Independent of how stems are numbered.
 */
export const place = (corpus: Corpus, tally: Tally): Placing => {
  const known = new Map(tally.stems.map((stem, id) => [stem, id]))
  const texts = Array.from(corpus.copies, (_, text) =>
    Array.from(stemsOf(corpus, text), (stem) => known.get(corpus.stems[stem]) ?? -1).filter((id) => id >= 0)
  )
  const held = holders(tally, new Set(texts.flat()))
  const words = wordsOf(tally)
  const all = words.reduce((sum, one) => sum + one, 0)
  const mean = tally.sizes.length === 0 ? 0 : all / tally.sizes.reduce((sum, one) => sum + one, 0)
  const prior = PRIOR * mean
  const scores = new Float64Array(tally.themes.length)
  const judged = texts.map((stems) => {
    const heard = stems.filter((id) => held.has(id))
    if (heard.length === 0) return { theme: -1, strength: 0 }
    for (let k = 0; k < scores.length; k++)
      scores[k] = SIZE * Math.log(tally.sizes[k]) - heard.length * Math.log(words[k] + prior)
    for (const id of heard) {
      const list = held.get(id)!
      const general = (prior * list.reduce((sum, [, count]) => sum + count, 0)) / all
      for (const [k, count] of list) scores[k] += Math.log1p(count / general)
    }
    return best(scores, tally.themes)
  })
  return {
    theme: corpus.textOf.map((text) => judged[text]!.theme),
    strength: Float32Array.from(corpus.textOf, (text) => judged[text]!.strength)
  }
}

const best = (scores: Float64Array, themes: Int32Array) => {
  let first = 0
  let second = -Infinity
  for (let k = 1; k < scores.length; k++)
    if (scores[k] > scores[first]) {
      second = scores[first]
      first = k
    } else if (scores[k] > second) second = scores[k]
  return { theme: themes[first], strength: 1 / (1 + Math.exp(second - scores[first])) }
}
