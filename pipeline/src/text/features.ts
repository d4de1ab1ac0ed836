import type { Corpus } from "./corpus.ts"
import { Dictionary } from "./dictionary.ts"
import { LONGEST_TOKEN } from "./scan.ts"
import { counted, filtered, frequencies, normalise, type Rows } from "./rows.ts"

/** A text repeated c times weighs 1 + floor(log2 c): a mass mailing is heard, and does not drown the rest. */
export const weights = (corpus: Corpus): Int32Array => corpus.copies.map((copies) => 32 - Math.clz32(copies))

/** Stems of each text but those that `without` flags (the stop words), counted. */
export const stemCounts = (
  { copies, start, tokens, stemOf, stems, stop }: Corpus,
  without: Uint8Array = stop
): Rows =>
  counted(copies.length, stems.length, (text, emit) => {
    for (let i = start[text]; i < start[text + 1]; i++) {
      const stem = stemOf[tokens[i]]
      if (without[stem] === 0) emit(stem)
    }
  })

/** Pairs of stems that follow each other in a text once those that `without` flags (the stop words) are left out, counted. */
export const pairCounts = (
  { copies, start, tokens, stemOf, stop }: Corpus,
  without: Uint8Array = stop
): Rows => {
  const pairs = new Dictionary()
  const codes = new Uint16Array(4)
  const ids = new Int32Array(tokens.length)
  for (let text = 0; text < copies.length; text++) {
    let before = -1
    for (let i = start[text]; i < start[text + 1]; i++) {
      const stem = stemOf[tokens[i]]
      ids[i] = -1
      if (without[stem] === 1) continue
      if (before >= 0) ids[i] = pairs.add(pairOf(codes, before, stem), 4)
      before = stem
    }
  }
  return counted(copies.length, pairs.size, (text, emit) => {
    for (let i = start[text]; i < start[text + 1]; i++) if (ids[i] >= 0) emit(ids[i])
  })
}

const pairOf = (codes: Uint16Array, first: number, second: number): Uint16Array => {
  codes[0] = first
  codes[1] = first >>> 16
  codes[2] = second
  codes[3] = second >>> 16
  return codes
}

/** Character n-grams of `from` to `to` letters inside words, a space at each end (scikit-learn's char_wb), counted. */
export const gramCounts = ({ copies, start, tokens, words }: Corpus, from: number, to: number): Rows => {
  const grams = new Dictionary()
  const ofWord = Array.from({ length: words.size }, (_, word) => gramsOf(words.codes(word), from, to, grams))
  return counted(copies.length, grams.size, (text, emit) => {
    for (let i = start[text]; i < start[text + 1]; i++) for (const gram of ofWord[tokens[i]]) emit(gram)
  })
}

const SPACE = " ".charCodeAt(0)
const padded = new Uint16Array(LONGEST_TOKEN + 2).fill(SPACE)
const slice = new Uint16Array(LONGEST_TOKEN + 2)

const gramsOf = (word: Uint16Array, from: number, to: number, grams: Dictionary): Int32Array => {
  padded.set(word, 1)
  padded[word.length + 1] = SPACE
  const length = word.length + 2
  const result: Array<number> = []
  for (let n = from; n <= to; n++) {
    for (let at = 0; at === 0 || at + n <= length; at++) {
      const end = Math.min(at + n, length)
      for (let i = at; i < end; i++) slice[i - at] = padded[i]
      result.push(grams.add(slice, end - at))
    }
    if (n >= length) break
  }
  return Int32Array.from(result)
}

/** Columns that stand in at least `least` texts and in at most three texts of ten (or twenty, where texts are few). */
export const telling = (rows: Rows, weight: Int32Array, least: number): Rows => {
  const often = frequencies(rows, weight)
  const most = Math.max(20, 0.3 * sum(weight))
  return filtered(rows, (column) => often[column] >= least && often[column] <= most)
}

/** TF-IDF: (1 + ln count) x (ln((1 + n) / (1 + texts with the column)) + 1), each row scaled to length 1. */
export const tfidf = (rows: Rows, weight: Int32Array): Rows => {
  const total = sum(weight)
  const idf = frequencies(rows, weight).map((texts) => Math.log((1 + total) / (1 + texts)) + 1)
  return normalise({
    ...rows,
    values: rows.values.map((count, i) => (1 + Math.log(count)) * idf[rows.ids[i]])
  })
}

const sum = (numbers: Int32Array): number => numbers.reduce((total, number) => total + number, 0)
