import { Dictionary } from "./dictionary.ts"
import { scan, LONGEST_TOKEN } from "./scan.ts"
import { loadLexicon, rewrite } from "./lexicon.ts"
import { stem } from "./stem.ts"

/** A text as triage and titles read it. */
export interface Reading {
  /** every stem, in order */
  readonly said: ReadonlyArray<string>
  /** the same with the thesaurus applied and greetings out */
  readonly stems: ReadonlyArray<string>
}

const lexicon = loadLexicon()
const codes = new Uint16Array(LONGEST_TOKEN)
let known = new Dictionary()
let knownStems: Array<string> = []
/** Distinct tokens remembered with their stems; a flood of new ones starts the memory anew. */
const MOST_KNOWN = 200_000
/** Tokens of one text beyond this many are not read. */
const MOST_TOKENS = 400

const stemOf = (length: number): string => {
  if (known.size === MOST_KNOWN) {
    known = new Dictionary()
    knownStems = []
  }
  const token = known.add(codes, length)
  return (knownStems[token] ??= stem(known.word(token)))
}

const stemsOf = (text: string): ReadonlyArray<string> => {
  const stems: Array<string> = []
  scan(text, codes, (length) => {
    if (stems.length < MOST_TOKENS) stems.push(stemOf(length))
  })
  return stems
}

export const readingOf = (text: string): Reading => {
  const said = stemsOf(text)
  return { said, stems: rewrite(said, lexicon) }
}

export const isStop = (stem: string): boolean => lexicon.stop.has(stem)
