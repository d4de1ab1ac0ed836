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

/** How each stem of some texts is written, in lower case: the commonest way, of equals the first by letter. */
export const spokenAs = (texts: Iterable<string>): ReadonlyMap<string, string> => {
  const ways = new Map<string, Map<string, number>>()
  for (const text of texts)
    scan(text, codes, (length) => {
      const word = String.fromCharCode(...codes.subarray(0, length))
      const written = ways.get(stemOf(length)) ?? new Map<string, number>()
      ways.set(stemOf(length), written.set(word, (written.get(word) ?? 0) + 1))
    })
  const commonest = (written: ReadonlyMap<string, number>) =>
    [...written].reduce((best, one) =>
      one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best
    )
  return new Map(Array.from(ways, ([stem, written]) => [stem, commonest(written)[0]]))
}

export const isStop = (stem: string): boolean => lexicon.stop.has(stem)
