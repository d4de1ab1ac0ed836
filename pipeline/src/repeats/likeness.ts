import type { Corpus } from "../text/corpus.ts"

/** What likeness is told from: texts, their tokens, the stems of those. */
export type Stemmed = Pick<Corpus, "textOf" | "start" | "tokens" | "stemOf" | "stems">

/** How much two texts must have in common for one to repeat the other. */
export interface Nearness {
  /** share of the distinct stems of both that are in both (Jaccard) */
  readonly common: number
  /** or, of texts of at least `shortest` distinct stems, share of the shorter one's that are in the longer one */
  readonly cut: number
  readonly shortest: number
}

/** Nearly word for word, slips of the finger allowed for. */
export const copied: Nearness = { common: 0.7, cut: 0.9, shortest: 6 }

/** Of one person who says the matter again: another subject, a sentence left out, a hurried hand. */
export const saidAgain: Nearness = { common: 0.6, cut: 0.8, shortest: 5 }

/** Tells which texts of a corpus repeat each other. */
export class Likeness {
  readonly #corpus: Stemmed
  readonly #nearness: Nearness
  /** the look at which each stem was seen last, in the held text and in the others */
  readonly #held: Int32Array
  readonly #seen: Int32Array
  #hold = 0
  #looks = 0
  #size = 0

  constructor(corpus: Stemmed, nearness: Nearness) {
    this.#corpus = corpus
    this.#nearness = nearness
    this.#held = new Int32Array(corpus.stems.length)
    this.#seen = new Int32Array(corpus.stems.length)
  }

  /** Sets the text that others are held against. */
  hold(text: number): void {
    const { start, stemOf, tokens } = this.#corpus
    this.#hold++
    this.#size = 0
    for (let i = start[text]; i < start[text + 1]; i++) {
      const stem = stemOf[tokens[i]]
      if (this.#held[stem] !== this.#hold) this.#size++
      this.#held[stem] = this.#hold
    }
  }

  /** Whether the text repeats the held one, or the held one it. */
  repeats(text: number): boolean {
    const { start, stemOf, tokens } = this.#corpus
    this.#looks++
    let size = 0
    let both = 0
    for (let i = start[text]; i < start[text + 1]; i++) {
      const stem = stemOf[tokens[i]]
      if (this.#seen[stem] === this.#looks) continue
      this.#seen[stem] = this.#looks
      size++
      if (this.#held[stem] === this.#hold) both++
    }
    return this.#near(both, size)
  }

  #near(both: number, size: number): boolean {
    const { common, cut, shortest } = this.#nearness
    const least = Math.min(size, this.#size)
    return both >= common * (size + this.#size - both) || (least >= shortest && both >= cut * least)
  }
}
