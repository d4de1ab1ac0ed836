import { Verdict } from "@otklik/contract/vocabulary"
import { type Reading, readingOf, spokenAs } from "../text/reading.ts"
import { expected, marks, marksOf, matterOf } from "./marks.ts"
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

/** A word of the examples: its feature's number, and those of the words that stand after it. */
interface Word {
  readonly number: number
  readonly spoken: string
  readonly after: Map<string, Pair>
}

type Pair = Pick<Word, "number" | "spoken">

const classes = Verdict.literals.length

/** How firmly marks and words are held to what is expected of them: cues are known, words are not. */
const MARK_FIRMNESS = 3
const WORD_FIRMNESS = 1

/** Words that decided a verdict, at most; each makes it at least so much likelier than the next (log-odds). */
const MOST_REASONS = 3
const LEAST_REASON = 0.3

const letters = /^\p{L}{2,}/u

/** Words and pairs of neighbouring words of the examples, as features after the marks. */
class Vocabulary {
  readonly words = new Map<string, Word>()
  size = marks

  /** Learns the words of a text. */
  learn(matter: ReadonlyArray<string>, spoken: ReadonlyMap<string, string>): void {
    let before: Word | undefined
    for (const stem of matter) {
      const word = letters.test(stem) ? this.#word(stem, spoken.get(stem) ?? stem) : undefined
      if (before && word && !before.after.has(stem))
        before.after.set(stem, { number: this.size++, spoken: `${before.spoken} ${word.spoken}` })
      before = word
    }
  }

  /** Visits every known word and pair of a text once. */
  each(matter: ReadonlyArray<string>, visit: (feature: Pair) => void): void {
    if (this.words.size === 0) return
    const seen = new Set<Pair>()
    let before: Word | undefined
    for (const stem of matter) {
      const word = this.words.get(stem)
      const pair = before?.after.get(stem)
      if (word && !seen.has(word)) visit(word)
      if (pair && !seen.has(pair)) visit(pair)
      if (word) seen.add(word)
      if (pair) seen.add(pair)
      before = word
    }
  }

  #word(stem: string, spoken: string): Word {
    const known = this.words.get(stem) ?? { number: this.size++, spoken, after: new Map<string, Pair>() }
    this.words.set(stem, known)
    return known
  }
}

interface Reason {
  readonly phrase: string
  readonly weight: number
}

/** Tells verdicts by the weights of marks and words. */
class Model {
  readonly #vocabulary: Vocabulary
  readonly #weights: Float64Array
  readonly #sums = new Float64Array(classes)

  constructor(vocabulary: Vocabulary, weights: Float64Array) {
    this.#vocabulary = vocabulary
    this.#weights = weights
  }

  judge(reading: Reading): Judgement {
    const matter = matterOf(reading)
    const told: Array<Pick<Pair, "number"> & { readonly phrase: string | null }> = [
      ...marksOf(reading, matter.length)
    ]
    this.#vocabulary.each(matter, ({ number, spoken }) => told.push({ number, phrase: spoken }))
    this.#sums.fill(0)
    for (const { number } of told)
      for (let k = 0; k < classes; k++) this.#sums[k] += this.#weights[number * classes + k]
    softmax(this.#sums)
    const [first, second] = this.#foremost()
    const reasons: Array<Reason> = []
    for (const { number, phrase } of told) {
      const weight = this.#weights[number * classes + first] - this.#weights[number * classes + second]
      if (phrase !== null && weight >= LEAST_REASON) reasons.push({ phrase, weight })
    }
    return {
      verdict: Verdict.literals[first],
      probability: this.#sums[first],
      because: reasons
        .sort((a, b) => b.weight - a.weight)
        .slice(0, MOST_REASONS)
        .map(({ phrase }) => phrase)
    }
  }

  #foremost(): readonly [number, number] {
    let first = 0
    let second = -1
    for (let k = 1; k < classes; k++) {
      if (this.#sums[k] > this.#sums[first]) {
        second = first
        first = k
      } else if (second < 0 || this.#sums[k] > this.#sums[second]) second = k
    }
    return [first, second]
  }
}

const featuresOf = (reading: Reading, vocabulary: Vocabulary): ReadonlyArray<number> => {
  const matter = matterOf(reading)
  const features = marksOf(reading, matter.length).map(({ number }) => number)
  vocabulary.each(matter, ({ number }) => features.push(number))
  return features
}

const priorOf = (features: number) => {
  const mean = new Float64Array(features * classes)
  mean.set(expected())
  const firmness = new Float64Array(features).fill(WORD_FIRMNESS)
  firmness.fill(MARK_FIRMNESS, 0, marks)
  return { classes, mean, firmness }
}

/**
 * Learns to tell verdicts: what cues say is expected, and the examples, in the order of message ids, correct that and
 * add what their words say. Without examples cues alone decide.
 */
export const learnt = (examples: ReadonlyArray<Example>): ((reading: Reading) => Judgement) => {
  const vocabulary = new Vocabulary()
  const readings = examples.map(({ text }) => readingOf(text))
  const spoken = spokenAs(examples.map(({ text }) => text))
  for (const reading of readings) vocabulary.learn(matterOf(reading), spoken)
  const rows = readings.map((reading) => featuresOf(reading, vocabulary))
  const start = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (start[i + 1] = start[i] + row.length))
  const found = {
    start,
    ids: Int32Array.from(rows.flat()),
    values: new Float64Array(start[rows.length]).fill(1),
    classes: Uint8Array.from(examples, ({ verdict }) => Verdict.literals.indexOf(verdict))
  }
  const model = new Model(vocabulary, fit(found, priorOf(vocabulary.size)))
  return (reading) => model.judge(reading)
}
