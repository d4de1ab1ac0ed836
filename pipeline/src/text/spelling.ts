import type { Corpus } from "./corpus.ts"

/** Character 3-5-grams of single words, by number of the word: those of word w are `grams[start[w] .. start[w + 1])`. */
interface Spelled {
  readonly start: Int32Array
  readonly grams: Int32Array
}

/** A text by its spelling: ascending gram numbers with weights, of length 1. */
export interface Spelling {
  readonly grams: Int32Array
  readonly weights: Float32Array
}

/** Grams are numbered by their hash; at four million numbers few share one. */
export const GRAMS = 1 << 22
const SHORTEST = 3
const LONGEST = 5
const SPACE = 32

const spelled = (code: (at: number) => number, length: number, found: (gram: number) => void): void => {
  const end = length + 2
  for (let n = SHORTEST; n <= LONGEST; n++) {
    for (let from = 0; from === 0 || from + n <= end; from++) {
      let hash = 0x811c9dc5 ^ n
      for (let i = from; i < Math.min(from + n, end); i++)
        hash = Math.imul(hash ^ (i === 0 || i === end - 1 ? SPACE : code(i - 1)), 0x01000193)
      found((hash ^ (hash >>> 15)) & (GRAMS - 1))
    }
    if (n >= end) break
  }
}

const dictionary = ({ words }: Corpus): Spelled => {
  const start = new Int32Array(words.size + 1)
  let grams = new Int32Array(words.size * 16 + 64)
  let end = 0
  for (let word = 0; word < words.size; word++) {
    const codes = words.codes(word)
    if (end + 4 * codes.length + 16 > grams.length) {
      const wider = new Int32Array(grams.length * 2)
      wider.set(grams)
      grams = wider
    }
    spelled(
      (at) => codes[at],
      codes.length,
      (gram) => (grams[end++] = gram)
    )
    start[word + 1] = end
  }
  return { start, grams }
}

/** log((1 + n) / (1 + texts with the gram)) + 1; two words of one text that share a gram count twice. */
const rarities = (
  { copies, start, tokens, words }: Corpus,
  { start: from, grams }: Spelled
): Float32Array => {
  const texts = new Float64Array(words.size)
  const last = new Int32Array(words.size).fill(-1)
  copies.forEach((_, text) => {
    for (let i = start[text]; i < start[text + 1]; i++) {
      if (last[tokens[i]] !== text) texts[tokens[i]]++
      last[tokens[i]] = text
    }
  })
  const often = new Float32Array(GRAMS)
  for (let word = 0; word < words.size; word++)
    for (let i = from[word]; i < from[word + 1]; i++) often[grams[i]] += texts[word]
  const all = copies.length
  return often.map((count) => (count === 0 ? 0 : Math.log((1 + all) / (1 + Math.min(count, all))) + 1))
}

/** What spellings are made of: tokens of the texts, grams of the words, how rare each gram is. */
export interface Letters {
  readonly texts: Pick<Corpus, "start" | "tokens">
  readonly words: Spelled
  readonly rarity: Float32Array
}

export const lettersOf = (corpus: Corpus): Letters => {
  const { start, tokens } = corpus
  const words = dictionary(corpus)
  return { texts: { start, tokens }, words, rarity: rarities(corpus, words) }
}

/**
 * TF-IDF of texts over all their character 3-5-grams inside words, rare ones included (themes.md, section 8.6: what
 * tells requests apart inside a theme).
 */
export const spellings = ({ texts, words, rarity }: Letters): ((text: number) => Spelling) => {
  const { start, tokens } = texts
  let row = new Int32Array(1 << 14)
  return (text) => {
    let end = 0
    for (let i = start[text]; i < start[text + 1]; i++) {
      const grams = words.grams.subarray(words.start[tokens[i]], words.start[tokens[i] + 1])
      if (end + grams.length > row.length) row = widened(row, end + grams.length)
      row.set(grams, end)
      end += grams.length
    }
    return weighed(row.subarray(0, end).sort(), rarity)
  }
}

const widened = (row: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> => {
  const wider = new Int32Array(length * 2)
  wider.set(row)
  return wider
}

const weighed = (sorted: Int32Array, rarity: Float32Array): Spelling => {
  const grams = new Int32Array(sorted.length)
  const weights = new Float32Array(sorted.length)
  let size = 0
  let squares = 0
  for (let i = 0; i < sorted.length;) {
    let next = i + 1
    while (next < sorted.length && sorted[next] === sorted[i]) next++
    grams[size] = sorted[i]
    weights[size] = (1 + Math.log(next - i)) * rarity[sorted[i]]
    squares += weights[size] * weights[size]
    size++
    i = next
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let i = 0; i < size; i++) weights[i] *= scale
  return { grams: grams.slice(0, size), weights: weights.slice(0, size) }
}
