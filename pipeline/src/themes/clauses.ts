import { seed } from "../text/seed.ts"
import { depersonal } from "./depersonal.ts"

/** A stretch of a message that could be read by itself. */
export interface Clause {
  readonly text: string
  /** lower case, ё folded */
  readonly words: ReadonlyArray<string>
  /** whether it begins, and ends, where its sentence does */
  readonly begins: boolean
  readonly ends: boolean
  /** number of its sentence in the message */
  readonly sentence: number
}

interface Word {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Longest title, in characters. */
export const LONGEST_TITLE = 80

const wordsOf = (text: string): ReadonlyArray<Word> =>
  Array.from(text.matchAll(/[\p{L}\p{N}]+(?:[-'’+#.][\p{L}\p{N}]+)*/gu), ({ 0: found, index }) => ({
    word: found.toLowerCase().replaceAll("ё", "е"),
    start: index,
    end: index + found.length
  }))

const phrases = seed("courtesies")
  .map(({ phrase }) => phrase.replaceAll("ё", "е").split(" "))
  .toSorted((a, b) => b.length - a.length)
/** «Спасибо за вебинар» without its thanks is no sentence. */
const grateful = new Set(["спасибо", "благодарю", "благодарим", "thanks", "thank"])
const openings = Map.groupBy(
  phrases.filter(([first]) => !grateful.has(first)),
  (phrase) => phrase[0]
)
const closings = Map.groupBy(phrases, (phrase) => phrase[phrase.length - 1])

const opening = (words: ReadonlyArray<Word>, from: number): number =>
  openings
    .get(words[from]?.word ?? "")
    ?.find((phrase) => phrase.every((word, i) => words[from + i]?.word === word))?.length ?? 0

const closing = (words: ReadonlyArray<Word>, to: number): number =>
  closings
    .get(words[to - 1]?.word ?? "")
    ?.find((phrase) => phrase.every((word, i) => words[to - phrase.length + i]?.word === word))?.length ?? 0

const joint = new Set("и а но да же то что ну так вот поэтому однако также and but so then".split(" "))

/** The matter between the courtesies, or undefined where nothing is left. */
const stripped = (
  text: string
): { readonly text: string; readonly words: ReadonlyArray<Word> } | undefined => {
  const words = wordsOf(text)
  let from = 0
  let to = words.length
  for (let step = 1; step > 0 && from < to; from += step) {
    step = opening(words, from)
    if (step === 0 && joint.has(words[from].word)) step = 1
  }
  for (let step = 1; step > 0 && from < to; to -= step) step = closing(words, to)
  if (from >= to) return undefined
  const tail = text.slice(words[to - 1].end).match(/^[)»"?]+/)?.[0] ?? ""
  return { text: text.slice(words[from].start, words[to - 1].end) + tail, words: words.slice(from, to) }
}

const abbreviation = /(?:^|[^\p{L}])(?:\p{L}|эл|кл|рук|ул|см|доп|стр|др|пр|гг|руб|тел|зам|моб)\.$/iu

const sentencesOf = (text: string): ReadonlyArray<string> => {
  const sentences: Array<string> = []
  for (const piece of text.split(/(?<=[.!?…])\s+|[\n\r]+|(?<=[!?…])(?=\p{L})/u)) {
    const before = sentences.at(-1)
    if (before !== undefined && abbreviation.test(before))
      sentences[sentences.length - 1] = `${before} ${piece}`
    else sentences.push(piece)
  }
  return sentences
}

const calm = (text: string): string => {
  const letters = text.replace(/\P{L}/gu, "")
  const capitals = letters.replace(/\P{Lu}/gu, "").length
  return letters.length > 8 && capitals * 10 > letters.length * 6 ? text.toLowerCase() : text
}

const runs = (sentence: string, number: number): ReadonlyArray<Clause> => {
  const cuts = [
    0,
    ...Array.from(sentence.matchAll(/[,;:()]\s*|\s[-–—]\s/g), ({ index, 0: cut }) => index + cut.length)
  ]
  cuts.push(sentence.length + 1)
  const clauses: Array<Clause> = []
  for (let i = 0; i + 1 < cuts.length; i++)
    for (let j = i + 1; j < cuts.length && cuts[j] - cuts[i] < 2 * LONGEST_TITLE; j++) {
      const found = stripped(sentence.slice(cuts[i], cuts[j] - 1))
      if (!found || found.text.length > LONGEST_TITLE) continue
      const begins = stripped(sentence.slice(0, cuts[i])) === undefined
      const ends = stripped(sentence.slice(cuts[j] - 1)) === undefined
      clauses.push({
        text: found.text,
        words: found.words.map(({ word }) => word),
        begins,
        ends,
        sentence: number
      })
    }
  return clauses
}

/** Sentences beyond these are not read for a title. */
const MOST_SENTENCES = 12
/** Of a sentence without an end no more than this is read. */
const LONGEST_SENTENCE = 400

/** Clauses of a message that could be a title: without personal details, greetings and farewells, at most 80 characters. */
export const clausesOf = (text: string): ReadonlyArray<Clause> => {
  const seen = new Set<string>()
  return sentencesOf(calm(depersonal(text.slice(0, 4000))))
    .slice(0, MOST_SENTENCES)
    .flatMap((sentence, number) => runs(sentence.slice(0, LONGEST_SENTENCE), number))
    .filter((clause) => !seen.has(clause.text) && seen.add(clause.text))
}
