import type { Corpus } from "./corpus.ts"

/** Character 3-5-grams of single words, by number of the word: those of word w are `grams[start[w] .. start[w + 1])`. */
interface Spelled {
  readonly start: Int32Array
  readonly grams: Int32Array
  /** distinct grams, numbered in the order of first sight: those of common words lie together */
  readonly size: number
}

/** A text by its spelling: its distinct grams with weights, of length 1. */
export interface Spelling {
  readonly grams: Int32Array
  readonly weights: Float32Array
}

/** Grams are told apart by their hash; of four million few are the same. */
const HASHES = 1 << 22
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
      found((hash ^ (hash >>> 15)) & (HASHES - 1))
    }
    if (n >= end) break
  }
}

const dictionary = ({ words }: Corpus): Spelled => {
  const start = new Int32Array(words.size + 1)
  let grams = new Int32Array(words.size * 16 + 64)
  const number = new Int32Array(HASHES).fill(-1)
  let size = 0
  let end = 0
  const found = (hash: number): void => {
    if (number[hash] < 0) number[hash] = size++
    grams[end++] = number[hash]
  }
  for (let word = 0; word < words.size; word++) {
    const codes = words.codes(word)
    if (end + 4 * codes.length + 16 > grams.length) {
      const wider = new Int32Array(grams.length * 2)
      wider.set(grams)
      grams = wider
    }
    spelled((at) => codes[at], codes.length, found)
    start[word + 1] = end
  }
  return { start, grams: grams.slice(0, end), size }
}

/** log((1 + n) / (1 + texts with the gram)) + 1; two words of one text that share a gram count twice. */
const rarities = (
  { copies, start, tokens, words }: Corpus,
  { start: from, grams, size }: Spelled
): Float32Array => {
  const texts = new Float64Array(words.size)
  const last = new Int32Array(words.size).fill(-1)
  copies.forEach((_, text) => {
    for (let i = start[text]; i < start[text + 1]; i++) {
      if (last[tokens[i]] !== text) texts[tokens[i]]++
      last[tokens[i]] = text
    }
  })
  const often = new Float32Array(size)
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
  const count = new Uint16Array(words.size)
  const seen = new Int32Array(words.size)
  return (text) => {
    let size = 0
    for (let i = start[text]; i < start[text + 1]; i++)
      for (let g = words.start[tokens[i]]; g < words.start[tokens[i] + 1]; g++)
        if (count[words.grams[g]]++ === 0) seen[size++] = words.grams[g]
    return weighed(seen.slice(0, size), count, rarity)
  }
}

/** Takes the counts of the grams back to zero. */
const weighed = (grams: Int32Array, count: Uint16Array, rarity: Float32Array): Spelling => {
  const weights = new Float32Array(grams.length)
  let squares = 0
  for (let i = 0; i < grams.length; i++) {
    const often = count[grams[i]]
    weights[i] = (often === 1 ? 1 : 1 + Math.log(often)) * rarity[grams[i]]
    squares += weights[i] * weights[i]
    count[grams[i]] = 0
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let i = 0; i < weights.length; i++) weights[i] *= scale
  return { grams, weights }
}
