import {
  ADULT,
  CHILD,
  CLASS,
  FAMOUS,
  FIRST,
  HOUSE,
  INTRO,
  LATIN,
  PATRONYMIC,
  PATRONYMIC_TAIL,
  PLACE,
  PET,
  PLAIN,
  POSSESSIVE,
  QUALIFIER,
  SIGN,
  STOP,
  STREET,
  SURNAME,
  SURNAME_TAIL,
  TITLE
} from "./meaning.ts"
import { CAPITAL, CAPS, DIGITS, INITIAL, LOWER, MARK, type Tokens } from "./tokens.ts"

/**
 * What a token is in a name, as a letter:
 * F forename, f forename that is also a plain word, P patronymic, p its likeness, S surname, s surname that is also a plain
 * word, t ends like a surname, Z famous surname, I initial, X another capitalised word, `.` none of these.
 */
export type Letter = "F" | "f" | "P" | "p" | "S" | "s" | "t" | "Z" | "I" | "X" | "."

const CUES = ADULT | CHILD | TITLE | INTRO | SIGN | STOP | STREET | CLASS | PLACE

const nameLetter = (meaning: number): Letter => {
  if (meaning & PATRONYMIC) return "P"
  if (meaning & FIRST) return meaning & STOP || (meaning & (PLAIN | PET)) === PLAIN ? "f" : "F"
  if (meaning & CUES) return "."
  if (meaning & FAMOUS) return "Z"
  if (meaning & QUALIFIER)
    return meaning & POSSESSIVE ? "S" : meaning & SURNAME && !(meaning & PLAIN) ? "s" : "."
  if (meaning & PATRONYMIC_TAIL) return "p"
  if (meaning & SURNAME) return (meaning & (PLAIN | POSSESSIVE)) === PLAIN ? "s" : "S"
  if (meaning & SURNAME_TAIL) return "t"
  return (meaning & ~PLAIN) === 0 ? "X" : "."
}

/** The letter of a class («7 Б») unless another initial follows it («школа 5 Е. А. Яковлев»). */
const isClassLetter = (tokens: Tokens, index: number): boolean => {
  const { end, shape, start } = tokens
  if (index === 0 || shape[index - 1] !== DIGITS || end[index - 1] - start[index - 1] > 2) return false
  const gap = start[index] - end[index - 1]
  const another = dotted(tokens, index) && joins(tokens, index) && shape[index + 1] === INITIAL
  return gap === 0 || (gap === 1 && !another)
}

const isInitial = (tokens: Tokens, index: number): boolean =>
  !(tokens.meaning[index] & LATIN) && !isClassLetter(tokens, index)

/** The letter of a word written with a capital; a word of small letters is `.`. */
export const letterOf = (tokens: Tokens, index: number): Letter => {
  const shape = tokens.shape[index]
  if (shape === INITIAL) return isInitial(tokens, index) ? "I" : "."
  if (shape !== CAPITAL && shape !== CAPS) return "."
  const meaning = tokens.meaning[index]
  if (meaning & LATIN) return "."
  const letter = nameLetter(meaning)
  if (shape === CAPS && tokens.end[index] - tokens.start[index] < 3) return "."
  return shape === CAPS && letter === "X" ? "." : letter
}

/** The letter of a word whatever its case, for names in small letters; unknown words are `.`. */
export const smallLetterOf = (tokens: Tokens, index: number): Letter => {
  const shape = tokens.shape[index]
  if (shape === DIGITS || shape === MARK || tokens.meaning[index] & LATIN) return "."
  if (shape !== LOWER) return letterOf(tokens, index)
  if (tokens.end[index] - tokens.start[index] < 3) return "."
  const letter = nameLetter(tokens.meaning[index] & ~HOUSE)
  return letter === "X" ? "." : letter
}

const closes = (tokens: Tokens, index: number, dot: boolean): boolean => {
  const from = tokens.end[index]
  const to = tokens.start[index + 1]
  if (to - from > 3) return false
  for (let at = from; at < to; at++) {
    const code = tokens.text.charCodeAt(at)
    const blank = code === 0x20 || code === 0xa0
    if (!blank && !(dot && code === 0x2e && at === from)) return false
  }
  return true
}

/** Whether two tokens may stand in one name: blanks between them, a dot too after an initial. */
export const joins = (tokens: Tokens, index: number): boolean =>
  index + 1 < tokens.count && closes(tokens, index, tokens.shape[index] === INITIAL)

/** Whether a dot follows the token at once. */
export const dotted = (tokens: Tokens, index: number): boolean =>
  tokens.text.charCodeAt(tokens.end[index]) === 0x2e
