import type { Corpus } from "../text/corpus.ts"

/** How telling each stem is of one theme, 0 to 1; stems that are no more common in it than elsewhere are absent. */
export type Salience = ReadonlyMap<number, number>

/** A theme as titles see it. */
export interface Portrait {
  readonly salience: Salience
  /** distinct texts of the theme in the order of first sight, with the first message of each */
  readonly texts: Int32Array
  readonly firsts: Int32Array
  /** in what share of its texts each salient stem stands */
  readonly share: ReadonlyMap<number, number>
}

const hearing = (copies: number): number => 32 - Math.clz32(copies)

/** Paints one theme after another over one set of counters: class-based TF-IDF on the share of texts with a stem. */
export class Painter {
  readonly #corpus: Corpus
  readonly #everywhere: Float64Array
  readonly #all: number
  readonly #here: Float64Array
  readonly #seen: Int32Array
  #tick = 0

  constructor(corpus: Corpus) {
    this.#corpus = corpus
    this.#here = new Float64Array(corpus.stems.length)
    this.#seen = new Int32Array(corpus.stems.length)
    this.#everywhere = new Float64Array(corpus.stems.length)
    let all = 0
    corpus.copies.forEach((copies, text) => {
      all += hearing(copies)
      for (const stem of this.stems(text)) this.#everywhere[stem] += hearing(copies)
    })
    this.#all = all
  }

  /** Distinct stems of a text that are no stop words, in order. */
  stems(text: number): ReadonlyArray<number> {
    const { start, tokens, stemOf, stop } = this.#corpus
    const stems: Array<number> = []
    this.#tick++
    for (let i = start[text]; i < start[text + 1]; i++) {
      const stem = stemOf[tokens[i]]
      if (stop[stem] === 1 || this.#seen[stem] === this.#tick) continue
      this.#seen[stem] = this.#tick
      stems.push(stem)
    }
    return stems
  }

  /** In how many texts of the corpus a stem stands, a text with many copies counting a little more. */
  frequency(stem: number): number {
    return this.#everywhere[stem]
  }

  portrait(messages: Int32Array): Portrait {
    const first = new Map<number, number>()
    const copies = new Map<number, number>()
    for (const message of messages) {
      const text = this.#corpus.textOf[message]
      if (!first.has(text)) first.set(text, message)
      copies.set(text, (copies.get(text) ?? 0) + 1)
    }
    const touched: Array<number> = []
    let size = 0
    for (const [text, count] of copies) {
      const heard = hearing(count)
      size += heard
      for (const stem of this.stems(text)) {
        if (this.#here[stem] === 0) touched.push(stem)
        this.#here[stem] += heard
      }
    }
    const weighed = touched.map((stem) => [stem, this.#lift(stem, size), this.#here[stem] / size] as const)
    for (const stem of touched) this.#here[stem] = 0
    const salient = weighed.filter(([, lift]) => lift > 0)
    const most = salient.reduce((best, [, lift]) => Math.max(best, lift), 0)
    return {
      salience: new Map(salient.map(([stem, lift]) => [stem, lift / most])),
      share: new Map(salient.map(([stem, , share]) => [stem, share])),
      texts: Int32Array.from(first.keys()),
      firsts: Int32Array.from(first.values())
    }
  }

  #lift(stem: number, size: number): number {
    const share = this.#here[stem] / size
    return share * Math.log((share * this.#all) / this.#everywhere[stem])
  }
}
