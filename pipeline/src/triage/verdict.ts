import { Verdict } from "@otklik/contract/vocabulary"
import { type Reading, readingOf, spokenAs } from "../text/reading.ts"
import { expected, markPhrases, marksOf, matterOf } from "./marks.ts"
import { fit, softmax } from "./maxent.ts"

/** A message whose verdict a person decided. */
export interface Example {
  readonly text: string
  readonly verdict: Verdict
}

export interface Judgement {
  readonly verdict: Verdict
  /** of the verdict, 0 to 1 */
  readonly probability: number
  /** the words that decided it, the weightiest first: cues as in sql/seeds/verdicts.csv, words of the examples */
  readonly because: ReadonlyArray<string>
}

/** A word of the examples: the number of its feature, and those of the pairs that it makes with words after it. */
interface Word {
  readonly number: number
  readonly after: Map<string, number>
}

const classes = Verdict.literals.length

/** How firmly marks and words are held to what is expected of them: cues are known, words are not. */
const MARK_FIRMNESS = 3
const WORD_FIRMNESS = 1

/** Words that decided a verdict, at most; each makes it at least so much likelier than the next (log-odds). */
const MOST_REASONS = 3
const LEAST_REASON = 0.3

const letters = /^\p{L}{2,}/u

/** Marks, and words and pairs of neighbouring words of the examples, as numbered features with their phrases. */
class Features {
  readonly phrases: Array<string | null> = [...markPhrases]
  readonly #words = new Map<string, Word>()
  /** the reading in which each feature was seen last */
  #seen = new Int32Array(0)
  #readings = 0

  /** Learns the words of a text. */
  learn(matter: ReadonlyArray<string>, spoken: ReadonlyMap<string, string>): void {
    let before: Word | undefined
    for (const stem of matter) {
      const word = letters.test(stem) ? this.#word(stem, spoken.get(stem) ?? stem) : undefined
      if (before && word && !before.after.has(stem)) {
        before.after.set(stem, this.phrases.length)
        this.phrases.push(`${this.phrases[before.number]} ${this.phrases[word.number]}`)
      }
      before = word
    }
  }

  /** The features of a reading, each once. */
  of(reading: Reading): ReadonlyArray<number> {
    const matter = matterOf(reading)
    const found = marksOf(reading, matter.length)
    if (this.#words.size === 0) return found
    if (this.#seen.length !== this.phrases.length) this.#seen = new Int32Array(this.phrases.length)
    this.#readings++
    let before: Word | undefined
    for (const stem of matter) {
      const word = this.#words.get(stem)
      this.#find(before?.after.get(stem), found)
      this.#find(word?.number, found)
      before = word
    }
    return found
  }

  #find(feature: number | undefined, found: Array<number>): void {
    if (feature === undefined || this.#seen[feature] === this.#readings) return
    this.#seen[feature] = this.#readings
    found.push(feature)
  }

  #word(stem: string, spoken: string): Word {
    const known = this.#words.get(stem)
    if (known) return known
    const word = { number: this.phrases.length, after: new Map<string, number>() }
    this.#words.set(stem, word)
    this.phrases.push(spoken)
    return word
  }
}

/** Tells verdicts by the weights of features. */
class Model {
  readonly #features: Features
  readonly #weights: Float64Array
  readonly #sums = new Float64Array(classes)

  constructor(features: Features, weights: Float64Array) {
    this.#features = features
    this.#weights = weights
  }

  judge(reading: Reading): Judgement {
    const found = this.#features.of(reading)
    this.#sums.fill(0)
    for (const feature of found)
      for (let k = 0; k < classes; k++) this.#sums[k] += this.#weights[feature * classes + k]
    softmax(this.#sums)
    const first = this.#foremost(-1)
    return {
      verdict: Verdict.literals[first],
      probability: this.#sums[first],
      because: this.#because(found, first, this.#foremost(first))
    }
  }

  /** The likeliest verdict but one. */
  #foremost(without: number): number {
    let best = -1
    for (let k = 0; k < classes; k++)
      if (k !== without && (best < 0 || this.#sums[k] > this.#sums[best])) best = k
    return best
  }

  /** The phrases that speak most for the first verdict and against the second. */
  #because(found: ReadonlyArray<number>, first: number, second: number): ReadonlyArray<string> {
    const weight = (feature: number) =>
      this.#weights[feature * classes + first] - this.#weights[feature * classes + second]
    const reasons = found.filter(
      (feature) => this.#features.phrases[feature] !== null && weight(feature) >= LEAST_REASON
    )
    if (reasons.length > 1) reasons.sort((a, b) => weight(b) - weight(a) || a - b)
    return reasons.slice(0, MOST_REASONS).map((feature) => this.#features.phrases[feature]!)
  }
}

const priorOf = (features: number) => {
  const mean = new Float64Array(features * classes)
  mean.set(expected())
  const firmness = new Float64Array(features).fill(WORD_FIRMNESS)
  firmness.fill(MARK_FIRMNESS, 0, markPhrases.length)
  return { classes, mean, firmness }
}

/**
 * Learns to tell verdicts: what cues say is expected, and the examples, in the order of message ids, correct that and
 * add what their words say. Without examples cues alone decide.
 */
export const learnt = (examples: ReadonlyArray<Example>): ((reading: Reading) => Judgement) => {
  const features = new Features()
  const readings = examples.map(({ text }) => readingOf(text))
  const spoken = spokenAs(examples.map(({ text }) => text))
  for (const reading of readings) features.learn(matterOf(reading), spoken)
  const rows = readings.map((reading) => features.of(reading))
  const start = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (start[i + 1] = start[i] + row.length))
  const found = {
    start,
    ids: Int32Array.from(rows.flat()),
    values: new Float64Array(start[rows.length]).fill(1),
    classes: Uint8Array.from(examples, ({ verdict }) => Verdict.literals.indexOf(verdict))
  }
  const model = new Model(features, fit(found, priorOf(features.phrases.length)))
  return (reading) => model.judge(reading)
}
