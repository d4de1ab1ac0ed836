import type { Spelling } from "../text/spelling.ts"
import { averageLink } from "./average-link.ts"
import { Postings } from "./postings.ts"

/** A text to be grouped. */
export interface Spelled {
  readonly spelling: Spelling
  /** messages that have it */
  readonly copies: number
}

/** Groups of texts by number of their place, and the texts that repeat another nearly word for word. */
export interface Alike {
  readonly groups: ReadonlyArray<ReadonlyArray<number>>
  readonly copied: ReadonlySet<number>
}

/** Texts ask for the same thing while the mean cosine between their groups is at least this. */
const SAME = 0.35
/** From this cosine on one text repeats the other. */
const COPY = 0.85
/** Texts linked at once: their similarities take four bytes a pair. */
const BLOCK = 600
/** Blocks of one set of texts; what is like none of their groups then stands alone, which bounds the time. */
const MOST_BLOCKS = 3

const mean = (texts: ReadonlyArray<Spelled>): Spelling => {
  const sums = new Map<number, number>()
  let all = 0
  for (const { spelling, copies } of texts) {
    all += copies
    spelling.grams.forEach((gram, i) => sums.set(gram, (sums.get(gram) ?? 0) + copies * spelling.weights[i]))
  }
  return {
    grams: Int32Array.from(sums.keys()),
    weights: Float32Array.from(sums.values(), (sum) => sum / all)
  }
}

/**
 * Average-link grouping (cosine .35) of any number of texts in bounded memory: 600 at a time are linked exactly, the
 * rest join the group to whose texts they are most alike on average, and those like no group are linked in their
 * turn, three times at most.
 */
export class Linker {
  readonly #postings = new Postings()
  readonly #centres = new Postings()

  alike(texts: ReadonlyArray<Spelled>): Alike {
    const copied = new Set<number>()
    const groups: Array<Array<number>> = []
    let waiting = Array.from(texts.keys()).sort((a, b) => texts[b].copies - texts[a].copies || a - b)
    for (let blocks = 0; waiting.length > 0 && blocks < MOST_BLOCKS; blocks++) {
      const block = waiting.slice(0, BLOCK)
      const fresh = groups.length
      groups.push(...this.#linked(texts, block, copied))
      const left = waiting.slice(BLOCK)
      waiting = left.length === 0 ? left : this.#placed(texts, left, groups, fresh, copied)
    }
    groups.push(...waiting.map((text) => [text]))
    return { groups, copied }
  }

  #linked(
    texts: ReadonlyArray<Spelled>,
    block: ReadonlyArray<number>,
    copied: Set<number>
  ): Array<Array<number>> {
    const rows = block.length
    const similarity = new Float32Array(rows * rows)
    block.forEach((text, row) => {
      this.#postings.multiply(texts[text].spelling, similarity.subarray(row * rows, row * rows + row))
      this.#postings.add(row, texts[text].spelling)
    })
    this.#postings.clear()
    for (let row = 0; row < rows; row++)
      for (let other = 0; other < row; other++) {
        const cosine = similarity[row * rows + other]
        similarity[other * rows + row] = cosine
        if (cosine >= COPY) copied.add(block[row]).add(block[other])
      }
    const weight = Float64Array.from(block, (text) => texts[text].copies)
    const root = averageLink(similarity, weight, SAME)
    return [...Map.groupBy(block.keys(), (row) => root[row]).values()].map((group) =>
      group.map((row) => block[row])
    )
  }

  /** Lets texts join the groups from `fresh` on; returns those that are like none of them. */
  #placed(
    texts: ReadonlyArray<Spelled>,
    left: ReadonlyArray<number>,
    groups: Array<Array<number>>,
    fresh: number,
    copied: Set<number>
  ): Array<number> {
    const count = groups.length - fresh
    for (let i = 0; i < count; i++) this.#centres.add(i, mean(groups[fresh + i].map((text) => texts[text])))
    const sums = new Float32Array(count)
    const unlike = left.filter((text) => {
      sums.fill(0)
      this.#centres.multiply(texts[text].spelling, sums)
      const best = sums.reduce((top, sum, i) => (sum > sums[top] ? i : top), 0)
      if (sums[best] < SAME) return true
      groups[fresh + best].push(text)
      if (sums[best] >= COPY) copied.add(text)
      return false
    })
    this.#centres.clear()
    return unlike
  }
}
