import { seed } from "../../text/seed.ts"
import {
  isOfForename,
  isFirst,
  isPatronymic,
  isPlainWord,
  isSurname,
  looksPatronymic,
  looksSurname
} from "./name-forms.ts"

/** What a word may be, as bits: parts of a name, and the cues of sql/seeds/personal_cues.csv. */
export const FIRST = 1
export const PATRONYMIC = 1 << 1
export const PATRONYMIC_TAIL = 1 << 2
export const SURNAME = 1 << 3
export const SURNAME_TAIL = 1 << 4
export const PLAIN = 1 << 5
export const FAMOUS = 1 << 6
export const LATIN = 1 << 7
export const ADULT = 1 << 8
export const TITLE = 1 << 9
export const CHILD = 1 << 10
export const QUALIFIER = 1 << 11
export const INTRO = 1 << 12
export const SIGN = 1 << 13
export const BLOCK = 1 << 14
export const STOP = 1 << 15
export const STREET = 1 << 16
export const HOUSE = 1 << 17
export const CLASS = 1 << 18
export const TOWARDS = 1 << 19
export const SUFFIX = 1 << 20
export const PET = 1 << 21
export const LATIN_FIRST = 1 << 22
export const LATIN_TITLE = 1 << 23
export const PLACE = 1 << 24
export const VERB = 1 << 25
/** a surname of the dictionary in -ов, -ев: seldom the plain word that it looks like */
export const POSSESSIVE = 1 << 26
/** a surname of the dictionary that needs no word beside it: no plain word, or made of a forename */
export const CERTAIN = 1 << 27

const bits: Readonly<Record<string, number>> = {
  adult: ADULT,
  title: TITLE,
  child: CHILD,
  qualifier: QUALIFIER,
  intro: INTRO,
  sign: SIGN,
  block: BLOCK,
  stop: STOP,
  street: STREET,
  house: HOUSE,
  class: CLASS,
  towards: TOWARDS,
  suffix: SUFFIX,
  pet: PET,
  latin_first: LATIN_FIRST,
  latin_title: LATIN_TITLE,
  place: PLACE,
  verb: VERB
}

const add = (map: Map<string, number>, word: string, bit: number) => map.set(word, (map.get(word) ?? 0) | bit)

const exact = new Map<string, number>()
const stems = new Map<string, number>()
for (const { cue, words } of seed("personal_cues"))
  for (const word of words.replaceAll("ё", "е").split(" "))
    if (word.endsWith("*")) add(stems, word.slice(0, -1), bits[cue])
    else add(exact, word, bits[cue])

interface Famous {
  readonly first: string
  readonly initials: ReadonlyArray<string>
  readonly forenames: ReadonlyArray<string>
}

const famous = new Map<string, Famous>(
  seed("famous_names").map(({ first, forenames, initials, stem }) => [
    stem,
    { first, initials: initials.split("|"), forenames: forenames.split(" ") }
  ])
)

/** Longest ending that a stem with `*` may take. */
const ENDING = 5
const shortestStem = Math.min(...[...stems.keys(), ...famous.keys()].map(({ length }) => length))

const byStem = <A>(map: ReadonlyMap<string, A>, word: string, ending: number): A | undefined => {
  for (let cut = word.length; cut >= Math.max(shortestStem, word.length - ending); cut--) {
    const found = map.get(word.slice(0, cut))
    if (found !== undefined) return found
  }
  return undefined
}

const isForenameOf = ({ first, forenames }: Famous, forename: string): boolean =>
  forename.length === 1 || forenames[0] === ""
    ? first.includes(forename.charAt(0))
    : forenames.some((stem) => forename.startsWith(stem))

/** Whether a surname is famous, with a forename (or its letter) and a patronymic (or its letter) where they are given. */
export const isFamous = (surname: string, forename: string, patronymic: string): boolean => {
  const known = byStem(famous, folded(surname), 3)
  if (known === undefined || forename === "") return known !== undefined
  const name = folded(forename)
  if (patronymic === "") return isForenameOf(known, name)
  return known.initials.includes(name.charAt(0) + folded(patronymic).charAt(0))
}

const twins: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  o: "о",
  p: "р",
  x: "х",
  y: "у",
  k: "к",
  m: "м",
  t: "т",
  h: "н",
  b: "в",
  i: "і"
}
const isLatin = (word: string) => /^[a-z'’-]+$/.test(word)

/** Lower case, ё as е, Latin look-alikes of a mixed word as Cyrillic. */
export const folded = (word: string): string => {
  const lower = word.toLowerCase().replaceAll("ё", "е")
  return /[a-z]/.test(lower) && /[а-я]/.test(lower)
    ? lower.replace(/[a-z]/g, (letter) => twins[letter] ?? letter)
    : lower
}

const possessive = /[ое]в(?:а|у|ым|е|ой|ою|ы|ых|ыми)?$/

const surnameBits = (word: string, plain: boolean): number => {
  if (!isSurname(word)) return looksSurname(word) ? SURNAME_TAIL : 0
  const certain = !plain || isOfForename(word)
  return SURNAME | (possessive.test(word) ? POSSESSIVE : 0) | (certain ? CERTAIN : 0)
}

const nameBits = (word: string): number => {
  const plain = isPlainWord(word)
  return (
    (isFirst(word) ? FIRST : 0) |
    (isPatronymic(word) ? PATRONYMIC : looksPatronymic(word) ? PATRONYMIC_TAIL : 0) |
    surnameBits(word, plain) |
    (plain ? PLAIN : 0) |
    (byStem(famous, word, 3) === undefined ? 0 : FAMOUS)
  )
}

const ofParts = (word: string): number =>
  word.split("-").reduce((all, part) => all | (part.length > 2 ? nameBits(part) : 0), 0) & ~FAMOUS

const read = (word: string): number => {
  const lower = folded(word)
  const cue = (exact.get(lower) ?? 0) | (byStem(stems, lower, ENDING) ?? 0)
  if (isLatin(lower)) return cue | LATIN
  const first = cue & PET ? FIRST : 0
  return first | cue | (lower.includes("-") ? ofParts(lower) : nameBits(lower))
}

const MOST = 200_000
const remembered = new Map<string, number>()

/** The bits of one word as it is written; distinct words are remembered. */
export const meaningOf = (word: string): number => {
  const known = remembered.get(word)
  if (known !== undefined) return known
  if (remembered.size >= MOST) remembered.clear()
  const meaning = read(word)
  // a copy, so that the memory does not hold the whole text that the word was cut from
  remembered.set(Buffer.from(word).toString(), meaning)
  return meaning
}
