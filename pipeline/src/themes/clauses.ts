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

export interface Passage {
  readonly clauses: ReadonlyArray<Clause>
  /** stretches between signs, of any length */
  readonly segments: ReadonlyArray<string>
}

interface Word {
  readonly word: string
  readonly start: number
  readonly end: number
}

interface Stretch {
  readonly text: string
  readonly words: ReadonlyArray<Word>
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "))

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

const joint = set("и а но да же то что ну так вот поэтому однако также and but so then")

/** The matter between the courtesies, or undefined where nothing is left. */
const stripped = (text: string): Stretch | undefined => {
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

const cut = set(
  "и а но или что чтобы если когда который которая которое которые потому поэтому хотя в во на за по у с со к ко от до для " +
    "из о об при без через после перед and or but because when if that which in on at for from with to of by"
)

/** The longest beginning that fits a title and stops before a word that opens something new. */
const shortened = ({ text, words }: Stretch): Stretch | undefined => {
  const first = words[0].start
  const fits = (end: number): boolean => words[end - 1].end - first <= LONGEST_TITLE
  for (let end = words.length - 1; end > 2; end--)
    if (fits(end) && cut.has(words[end].word))
      return { text: text.slice(0, words[end - 1].end - first), words: words.slice(0, end) }
  return undefined
}

const cutsOf = (sentence: string): ReadonlyArray<number> => [
  0,
  ...Array.from(sentence.matchAll(/[,;:()]\s*|\s[-–—]\s/g), ({ index, 0: found }) => index + found.length),
  sentence.length + 1
]

const runs = (sentence: string, number: number): Passage => {
  const cuts = cutsOf(sentence)
  const begins = cuts.map((at) => stripped(sentence.slice(0, at)) === undefined)
  const ends = cuts.map((at) => stripped(sentence.slice(Math.max(0, at - 1))) === undefined)
  const clauses: Array<Clause> = []
  const segments: Array<string> = []
  for (let i = 0; i + 1 < cuts.length; i++)
    for (let j = i + 1; j < cuts.length && (j === i + 1 || cuts[j] - cuts[i] < 2 * LONGEST_TITLE); j++) {
      const whole = stripped(sentence.slice(cuts[i], cuts[j] - 1))
      if (whole && j === i + 1) segments.push(whole.text)
      const long = whole !== undefined && whole.text.length > LONGEST_TITLE
      const found = long && j === i + 1 ? shortened(whole) : whole
      if (!found || found.text.length > LONGEST_TITLE) continue
      const words = found.words.map(({ word }) => word)
      clauses.push({ text: found.text, words, begins: begins[i], ends: ends[j] && !long, sentence: number })
    }
  return { clauses, segments }
}

/** Sentences beyond these are not read for a title. */
const MOST_SENTENCES = 12
/** Of a sentence without an end no more than this is read. */
const LONGEST_SENTENCE = 400

/** A message without personal details, greetings and farewells: clauses of at most 80 characters, and all segments. */
export const passageOf = (text: string): Passage => {
  const parts = sentencesOf(calm(depersonal(text.slice(0, 4000))))
    .slice(0, MOST_SENTENCES)
    .map((sentence, number) => runs(sentence.slice(0, LONGEST_SENTENCE), number))
  const seen = new Set<string>()
  const clauses = parts
    .flatMap((part) => part.clauses)
    .filter(({ text }) => !seen.has(text) && seen.add(text))
  return { clauses, segments: parts.flatMap((part) => part.segments) }
}
