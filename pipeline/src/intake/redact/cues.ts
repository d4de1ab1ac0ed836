import { ADULT, BLOCK, CHILD, CLASS, INTRO, QUALIFIER, SIGN, TITLE, TOWARDS } from "./meaning.ts"
import { CAPS, DIGITS, INITIAL, MARK, type Tokens } from "./tokens.ts"

const furthest = 7

/** A comma stands between the word that tells and the name: «Здравствуйте, Мария», «сын, Артём Ли». */
export const COMMA = 1 << 30

/** What stands before a name: bits ADULT, CHILD, TITLE, INTRO, SIGN, BLOCK, TOWARDS of the nearest word that tells. */
export interface Cue {
  readonly bits: number
  /** the word that tells stands right before the name */
  readonly near: boolean
  /** first token of a class said between («ученик 7-Б Петя»), -1 where none is */
  readonly group: number
}

const none: Cue = { bits: 0, near: false, group: -1 }

const TELLS = ADULT | CHILD | TITLE | INTRO | SIGN

/** Only blanks, a colon, dashes, quotes or an opening bracket between; after a signature also commas and lines. */
const leads = ({ end, start, text }: Tokens, index: number, sign: boolean): boolean => {
  const from = end[index]
  const to = start[index + 1]
  if (to - from > 6) return false
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    const mild =
      code === 0x20 || code === 0xa0 || code === 0x3a || code === 0x2d || code === 0x2013 || code === 0x2014
    const quote = code === 0xab || code === 0x22 || code === 0x28 || code === 0xbb || code === 0x29
    const signs = code === 0x2c || code === 0x0a || code === 0x0d || code === 0x2e || code === 0x21
    const dot = code === 0x2e && at === from
    if (!mild && !quote && !dot && !(sign && signs)) return false
  }
  return true
}

const isComma = ({ end, start, text }: Tokens, at: number): boolean =>
  text.charCodeAt(end[at]) === 0x2c && start[at + 1] - end[at] === 2

const isAbbreviation = (tokens: Tokens, at: number): boolean =>
  tokens.end[at] - tokens.start[at] < 5 &&
  tokens.shape[at] !== CAPS &&
  !/[аеёиоуыэюяьй]$/i.test(tokens.word(at))

/** «дочку» in «Капитанскую дочку» is of a title. */
const endsTitle = ({ end, start, text }: Tokens, at: number): boolean =>
  text.charCodeAt(end[at]) === 0xbb && text.charCodeAt(start[at] - 1) !== 0xab

/** A full stop ends what leads to a name unless the word before it is an abbreviation («кл. рук. Иванова»). */
const endsThere = (tokens: Tokens, at: number): boolean =>
  tokens.text.charCodeAt(tokens.end[at]) === 0x2e &&
  (!isAbbreviation(tokens, at) || (tokens.meaning[at] & TITLE) !== 0)

const isClassPart = (tokens: Tokens, at: number): boolean =>
  (tokens.shape[at] === DIGITS && tokens.end[at] - tokens.start[at] < 3) ||
  tokens.end[at] - tokens.start[at] === 1 ||
  (tokens.meaning[at] & CLASS) !== 0

const isPassing = (tokens: Tokens, at: number): boolean =>
  isClassPart(tokens, at) || (tokens.meaning[at] & QUALIFIER) !== 0

const nearest = (tokens: Tokens, first: number, at: number): number => {
  const meaning = tokens.meaning[at]
  const near = at === first - 1
  if (tokens.shape[at] === MARK || endsTitle(tokens, at)) return 0
  if (meaning & SIGN) return SIGN
  if (meaning & TELLS && (tokens.shape[at] !== CAPS || near)) return meaning & TELLS
  if (near && meaning & BLOCK) return BLOCK
  return near && meaning & TOWARDS && tokens.shape[at] !== CAPS ? TOWARDS : 0
}

/** Reads to the left of a name for the word that says whose it is. */
export const cueBefore = (tokens: Tokens, first: number): Cue => {
  let group = -1
  for (let at = first - 1; at >= 0 && first - at <= furthest; at--) {
    const sign = (tokens.meaning[at] & SIGN) !== 0
    const told = tokens.meaning[at] & (CHILD | TITLE)
    if (at === first - 1 && told && isComma(tokens, at)) return { bits: told | COMMA, near: false, group }
    if (!leads(tokens, at, sign) || (!sign && endsThere(tokens, at))) break
    const bits = nearest(tokens, first, at)
    if (bits === BLOCK || bits === TOWARDS) return { bits, near: true, group }
    if (bits !== 0) return { bits, near: at === first - 1, group }
    if (tokens.shape[at] === DIGITS && isClassPart(tokens, at)) group = at
    if (!isPassing(tokens, at)) break
  }
  return group < 0 ? none : { bits: 0, near: false, group }
}

const anyLetter = /^[а-яё]$/i
/** Letters of classes: not those that end an ordinal («1-й», «5-я»). */
const letter = /^(?:.*[А-ИК-ЩЭЮЯабвгджзиклнпрстуфцчшщэю]|[ем])$/
const beforeLetter = /^(?:[-–‑]|[ \u00a0]?)[«"(]?$/
const beforeClass = /^[,;]?[ \u00a0]?\(?(?:[—–-][ \u00a0]?)?$/

/** Where a class ends that follows a name: «, 7-Б», «(7 «Б»)», « 7 б класс»; undefined where none does. */
export const classAfter = (
  tokens: Tokens,
  last: number
): { readonly last: number; readonly end: number } | undefined => {
  const { count, end, shape, start, text } = tokens
  const digits = last + 1
  if (digits + 1 >= count || shape[digits] !== DIGITS || start[digits] - end[last] > 4) return undefined
  if (!beforeClass.test(text.slice(end[last], start[digits])) || Number(tokens.word(digits)) > 11)
    return undefined
  const at = digits + 1
  const gap = text.slice(end[digits], Math.min(start[at], end[digits] + 4))
  if (!anyLetter.test(tokens.word(at)) || !beforeLetter.test(gap)) return undefined
  const named = at + 1 < count && (tokens.meaning[at + 1] & CLASS) !== 0 && start[at + 1] - end[at] < 4
  if (!named && (!letter.test(gap + tokens.word(at)) || (shape[at] !== INITIAL && gap === " ")))
    return undefined
  const stop = closed(
    text,
    named ? end[at + 1] : end[at],
    text.slice(end[last], start[digits]).includes("("),
    gap
  )
  return { last: named ? at + 1 : at, end: stop }
}

const closed = (text: string, end: number, bracket: boolean, gap: string): number => {
  let to = end
  if (/[«"]/.test(gap) && /[»"]/.test(text[to] ?? "")) to++
  return bracket && text[to] === ")" ? to + 1 : to
}
