import type { Spelling } from "../text/spelling.ts"
import { averageLink } from "./average-link.ts"
import { GramNumbers, Postings } from "./postings.ts"

/** A text to be grouped. */
export interface Spelled {
  readonly spell: () => Spelling
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

interface Waiting {
  readonly text: number
  readonly copies: number
  readonly spelling: Spelling
}

/** Groups of one linked block, by their mean spellings. */
interface Layer {
  readonly centres: Postings
  readonly groups: ReadonlyArray<Array<number>>
  readonly sums: Float32Array
}

const mean = (texts: ReadonlyArray<Waiting>): Spelling => {
  if (texts.length === 1) return texts[0].spelling
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

const best = (sums: Float32Array): number => {
  let top = 0
  for (let i = 1; i < sums.length; i++) if (sums[i] > sums[top]) top = i
  return top
}

/**
 * Average-link grouping (cosine .35) of any number of texts in bounded memory: the first 600 are linked exactly, a
 * later one joins the group to whose texts it is most alike on average, and 600 that are like no group are linked in
 * their turn, three times at most. A text is spelled once, when its turn comes.
 */
export class Linker {
  readonly #numbers: GramNumbers

  /** `grams` are the distinct grams of all texts. */
  constructor(grams: number) {
    this.#numbers = new GramNumbers(grams)
  }

  alike(texts: ReadonlyArray<Spelled>): Alike {
    const copied = new Set<number>()
    const groups: Array<Array<number>> = []
    const layers: Array<Layer> = []
    let waiting: Array<Waiting> = []
    const order = Array.from(texts.keys()).sort((a, b) => texts[b].copies - texts[a].copies || a - b)
    for (const text of order) {
      const spelling = texts[text].spell()
      if (this.#placed(layers, text, spelling, copied)) continue
      if (layers.length === MOST_BLOCKS) groups.push([text])
      else waiting.push({ text, copies: texts[text].copies, spelling })
      if (waiting.length < BLOCK) continue
      const linked = this.#linked(waiting, copied)
      layers.push(this.#layer(linked))
      groups.push(...layers.at(-1)!.groups)
      waiting = []
    }
    groups.push(...this.#linked(waiting, copied).map((group) => group.map(({ text }) => text)))
    this.#numbers.clear()
    return { groups, copied }
  }

  #layer(linked: ReadonlyArray<ReadonlyArray<Waiting>>): Layer {
    return {
      centres: new Postings(linked.map(mean), this.#numbers),
      groups: linked.map((group) => group.map(({ text }) => text)),
      sums: new Float32Array(linked.length)
    }
  }

  #linked(block: ReadonlyArray<Waiting>, copied: Set<number>): ReadonlyArray<ReadonlyArray<Waiting>> {
    const rows = block.length
    const similarity = new Float32Array(rows * rows)
    const spellings = block.map(({ spelling }) => spelling)
    const postings = new Postings(spellings, this.#numbers)
    spellings.forEach((spelling, row) =>
      postings.multiply(
        this.#numbers.of(spelling),
        spelling.weights,
        similarity.subarray(row * rows, row * rows + row),
        row
      )
    )
    for (let row = 0; row < rows; row++)
      for (let other = 0; other < row; other++) {
        const cosine = similarity[row * rows + other]
        similarity[other * rows + row] = cosine
        if (cosine >= COPY) copied.add(block[row].text).add(block[other].text)
      }
    const weight = Float64Array.from(block, ({ copies }) => copies)
    const root = averageLink(similarity, weight, SAME)
    return [...Map.groupBy(block.keys(), (row) => root[row]).values()].map((group) =>
      group.map((row) => block[row])
    )
  }

  /** Lets a text join the group that it is most like, of the first layer that has one; says whether it did. */
  #placed(layers: ReadonlyArray<Layer>, text: number, spelling: Spelling, copied: Set<number>): boolean {
    const grams = this.#numbers.of(spelling)
    for (const { centres, groups, sums } of layers) {
      sums.fill(0)
      centres.multiply(grams, spelling.weights, sums)
      const top = best(sums)
      if (sums[top] < SAME) continue
      groups[top].push(text)
      if (sums[top] >= COPY) copied.add(text)
      return true
    }
    return false
  }
}
