import { classAfter, COMMA, type Cue, cueBefore } from "./cues.ts"
import type { Finds } from "./finds.ts"
import { isStudied } from "./famous.ts"
import { latinName } from "./latin-names.ts"
import {
  ADULT,
  BLOCK,
  CHILD,
  INTRO,
  PET,
  SIGN,
  STOP,
  SUFFIX,
  TITLE,
  TOWARDS,
  QUALIFIER,
  LATIN,
  CERTAIN,
  PLAIN
} from "./meaning.ts"
import { dotted, joins, type Letter, letterOf, smallLetterOf } from "./name-letters.ts"
import { longestName, type Table } from "./name-table.ts"
import { CAPITAL, CAPS, INITIAL, LOWER, MARK, type Tokens } from "./tokens.ts"

interface Candidate {
  readonly first: number
  readonly size: number
  readonly letters: string
  readonly cue: Cue
}

type Read = (tokens: Tokens, index: number) => Letter

/** The letters of a token and of the two that join it. */
const lettersAt = (tokens: Tokens, index: number, read: Read): readonly [Letter, Letter, Letter] => {
  const a = read(tokens, index)
  const b = joins(tokens, index) ? read(tokens, index + 1) : "."
  const c = b !== "." && joins(tokens, index + 1) ? read(tokens, index + 2) : "."
  return [a, b, c]
}

const VOUCHES = ADULT | CHILD | INTRO

/** A surname, a forename or an unknown capitalised word alone, where what stands before it says that it is a person. */
const aloneBy = (tokens: Tokens, index: number, letter: Letter, { bits, near }: Cue): boolean => {
  const meaning = tokens.meaning[index]
  if (letter === "." || letter === "I") return false
  if (tokens.shape[index] === CAPS && !"FS".includes(letter)) return false
  if (classBy(tokens, index, letter)) return true
  if (bits & COMMA)
    return letter === "F" || (letter === "f" && ((meaning & PET) !== 0 || tokens.gap(index, 1) === "!"))
  if (bits & VOUCHES && letter === "t" && isAdjective(tokens, index)) return false
  if (bits & VOUCHES) return letter === "X" ? isUnknownName(tokens, index, bits, near) : letter !== "p"
  if (bits & TITLE) return "FfPS".includes(letter)
  if (bits & SIGN) return "FSZt".includes(letter) && isLineEnd(tokens, index)
  if (bits & TOWARDS) return letter === "S" || (letter === "F" && (meaning & PET) !== 0)
  return false
}

/** «Петя, 7-Б», «Юля из 4 В»: a class makes a child of a forename. */
const classBy = (tokens: Tokens, index: number, letter: Letter): boolean =>
  letter === "F" && (classAfter(tokens, index) !== undefined || isFromClass(tokens, index))

const isFromClass = (tokens: Tokens, index: number): boolean =>
  tokens.word(index + 1) === "из" && tokens.glued(index) && classAfter(tokens, index + 1) !== undefined

/** «представителем Мурманской области», «секретаря Приморского отделения». */
const isAdjective = (tokens: Tokens, index: number): boolean =>
  /[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их)$/.test(tokens.word(index)) &&
  tokens.glued(index) &&
  tokens.shape[index + 1] === LOWER &&
  tokens.end[index + 1] - tokens.start[index + 1] > 3

/** «сотрудники Фонда», «директор Системы»: of a grown-up an unknown word is no name where it may be a genitive. */
const mayBeName = (word: string, bits: number): boolean => !(bits & ADULT) || !/[аяыу]$/.test(word)

/** Three letters or more, no ending of a noun, an adverb or a verb that somebody began with a capital. */
const unknownSurname =
  /^[А-ЯЁ][а-яё'’-]{2,}$(?<!(?:к[аиуе]|и[еяий]|[ыоае]й|[оы]е|[ая]я|ость|но|ть|л[аои]|[еи]т|ся|сь|ем|ом|ам|ми))/

const isUnknownName = (tokens: Tokens, index: number, bits: number, near: boolean): boolean =>
  near &&
  mayBeName(tokens.word(index), bits) &&
  tokens.shape[index] === CAPITAL &&
  unknownSurname.test(tokens.word(index)) &&
  !(tokens.meaning[index] & (STOP | QUALIFIER | BLOCK | LATIN)) &&
  !/^\.[а-яa-z]/i.test(tokens.gap(index, 2))

const isLineEnd = (tokens: Tokens, index: number): boolean =>
  /^[ \t.!,)]{0,4}(?:\r?\n|$)/.test(tokens.gap(index, 8))

const isQuoted = ({ start, text }: Tokens, first: number): boolean =>
  /[«"„“]/.test(text[start[first] - 1] ?? "")

/** «Александр Сергеевич Пушкин», «закон Ома»: whom a school studies. */
const isStudiedPerson = (tokens: Tokens, { cue, first, letters, size }: Candidate): boolean => {
  if (classAfter(tokens, first + size - 1) !== undefined) return false
  if (cue.bits & (ADULT | TITLE | INTRO | SIGN | CHILD)) return false
  return letters.includes("Z") && isStudied(tokens, first, size, letters)
}

const WEAK = /^(?:F[tsXZ]|f[SsZ]|[tXZsS]F|[Ss]f|[sZ]f)$/

const isBlocked = (tokens: Tokens, it: Candidate): boolean => {
  if (it.letters === "fZ" && tokens.meaning[it.first] & BLOCK) return true
  if (it.cue.bits & BLOCK) return !it.letters.includes("P")
  return WEAK.test(it.letters) && isQuoted(tokens, it.first)
}

const needsDots = (tokens: Tokens, { first, letters, size }: Candidate): boolean => {
  for (let at = 0; at < size; at++) {
    if (letters[at] !== "I" || dotted(tokens, first + at)) continue
    const surnameFirst = at > 0 && /[SFf]/.test(letters[0]) && tokens.shape[first] === CAPITAL
    if (!surnameFirst || (size === 2 && !isLineEnd(tokens, first + 1))) return true
  }
  return false
}

const verbal = /(?:йте|ите|йтесь|ла|ли|ло|ть|ся|сь|ет|ит|ют|ут|ил|ал|ел|но|то|му|го)$/

/**
 * «Пишет Мария», «Передайте Сергею Ивановичу»: an unknown word that opens a sentence is no surname where it ends like a
 * verb, and before a forename alone not unless a class or the end of the line follows.
 */
const opensUnknown = (tokens: Tokens, { cue, first, letters, size }: Candidate): boolean => {
  if (size < 2 || !/^[Xs][Ff]/.test(letters) || cue.bits & (VOUCHES | SIGN) || !tokens.opens(first))
    return false
  if (letters.length === 2 && classAfter(tokens, first + 1) === undefined && !isLineEnd(tokens, first + 1))
    return true
  return letters.startsWith("X") && verbal.test(tokens.word(first).toLowerCase())
}

/** In capitals every word is capitalised: both parts must be known. */
const isShouted = (tokens: Tokens, { first, letters, size }: Candidate): boolean =>
  tokens.shape[first] === CAPS && !/P|I/.test(letters) && (size < 2 || !/^(?:FS|SF)$/.test(letters))

const isPerson = (tokens: Tokens, it: Candidate): boolean =>
  !needsDots(tokens, it) &&
  !isBlocked(tokens, it) &&
  !isStudiedPerson(tokens, it) &&
  !opensUnknown(tokens, it) &&
  !isShouted(tokens, it)

/** «Арина Юрьевна Чернова А. Ю.»: initials after a whole name belong to somebody in it. */
const withInitials = (tokens: Tokens, last: number): number => {
  const isPair = joins(tokens, last) && letterOf(tokens, last + 1) === "I" && dotted(tokens, last + 1)
  return isPair && joins(tokens, last + 1) && letterOf(tokens, last + 2) === "I" ? last + 2 : last
}

/** «Мамедов Али Гасан оглы»: the ending belongs to the name. */
const withSuffix = (tokens: Tokens, last: number): number => {
  for (let at = last; at < last + 2 && joins(tokens, at); at++)
    if (tokens.meaning[at + 1] & SUFFIX) return at + 1
  return withInitials(tokens, last)
}

const isChild = (cue: Cue, letters: string, fromClass: boolean): boolean =>
  (cue.bits & CHILD) !== 0 ||
  fromClass ||
  (cue.group >= 0 && !(cue.bits & (ADULT | TITLE | INTRO | SIGN)) && !/[PI]/.test(letters))

const ended = (tokens: Tokens, last: number): number =>
  tokens.shape[last] === INITIAL && dotted(tokens, last) ? tokens.end[last] + 1 : tokens.end[last]

const found = (finds: Finds, { cue, first, letters, size }: Candidate): number => {
  const { tokens } = finds
  const last = withSuffix(tokens, first + size - 1)
  const group = /[PI]/.test(letters) && !(cue.bits & CHILD) ? undefined : classAfter(tokens, last)
  if (group !== undefined) {
    finds.tokensAt("child", first, group.last, group.end)
    return group.last
  }
  finds.tokensAt(
    isChild(cue, letters, isFromClass(tokens, last)) ? "child" : "name",
    first,
    last,
    ended(tokens, last)
  )
  return last
}

/** «школа имени маршала Чуйкова». */
const isHonoured = (tokens: Tokens, index: number): boolean =>
  index > 1 && tokens.glued(index - 1) && /^им(?:ени)?$/.test(tokens.word(index - 2))

const SURNAME_ALONE = /[ое]в|[иы]н|ск|енко/

/** A surname of the dictionary that is nothing else needs no cue: «Иванова не видит журнал». */
const isPlainSurname = (tokens: Tokens, index: number, letter: Letter, cue: Cue): boolean =>
  letter === "S" &&
  (tokens.meaning[index] & CERTAIN) !== 0 &&
  tokens.shape[index] === CAPITAL &&
  !(cue.bits & BLOCK) &&
  !isQuoted(tokens, index) &&
  !isHonoured(tokens, index) &&
  SURNAME_ALONE.test(tokens.word(index).toLowerCase())

/** A forename alone on the last line. */
const isSignature = (tokens: Tokens, index: number, letter: Letter): boolean =>
  letter === "F" &&
  index + 1 === tokens.count &&
  index > 0 &&
  tokens.text.slice(tokens.end[index - 1], tokens.start[index]).includes("\n")

const isAmongNames = ({ spans, tokens }: Finds, index: number, letter: Letter): boolean => {
  if (!"FSstZ".includes(letter) || tokens.shape[index] !== CAPITAL) return false
  const last = spans.at(-1)
  if (last === undefined || (last.kind !== "name" && last.kind !== "child")) return false
  const { start, text } = tokens
  return (
    start[index] > last.end &&
    start[index] - last.end < 5 &&
    /^,? (?:и )?$/.test(text.slice(last.end, start[index]))
  )
}

/** «8 916 123-45-67, Анна»: a forename right after what is found. */
const isOfContact = ({ tokens }: Finds, index: number, letter: Letter): boolean =>
  letter === "F" &&
  index > 0 &&
  tokens.shape[index - 1] === MARK &&
  /^[,.]? \(?$/.test(tokens.gap(index - 1, 4))

const alone = (finds: Finds, index: number, letter: Letter, cue: Cue): number => {
  const { tokens } = finds
  const candidate = { first: index, size: 1, letters: letter, cue }
  const named =
    letter === "P" || aloneBy(tokens, index, letter, cue) || isPlainSurname(tokens, index, letter, cue)
  const listed = isAmongNames(finds, index, letter) || isOfContact(finds, index, letter)
  if (!named && !listed && !isSignature(tokens, index, letter)) return index
  if (letter === "P" && (cue.bits & BLOCK || tokens.shape[index] === CAPS)) return index
  return found(finds, candidate)
}

/** A cue before or a class after lets unknown words be a name: «сын Кац Гюзель», «Зимин Роман 10 Г». */
const tableFor = (tokens: Tokens, index: number, bits: number, letter: Letter): Table =>
  (bits & VOUCHES && (!(bits & COMMA) || letter === "F")) ||
  (joins(tokens, index) && (classAfter(tokens, index + 1) !== undefined || isFromClass(tokens, index + 1)))
    ? "cued"
    : "capital"

const capitals = (finds: Finds, index: number): number => {
  const { tokens } = finds
  const [a, b, c] = lettersAt(tokens, index, letterOf)
  if (a === ".") return index
  if (a === "X" && "Ff".includes(b) && "SstX".includes(c)) return index
  const cue = cueBefore(tokens, index)
  const table = tableFor(tokens, index, cue.bits, a)
  for (
    let size = longestName(table, a, b, c);
    size > 1;
    size = size > 2 ? longestName(table, a, b, ".") : 0
  ) {
    const candidate = { first: index, size, letters: (a + b + c).slice(0, size), cue }
    if (isPerson(tokens, candidate)) return found(finds, candidate)
    if (isStudiedPerson(tokens, candidate) || isBlocked(tokens, candidate)) return index + size - 1
  }
  return alone(finds, index, a, cue)
}

const smalls = (finds: Finds, index: number): number => {
  const { tokens } = finds
  const [a, b, c] = lettersAt(tokens, index, smallLetterOf)
  if (a === "." || a === "I") return index
  const cue = cueBefore(tokens, index)
  const table: Table = cue.bits & INTRO && cue.near ? "told" : "small"
  const size = longestName(table, a, b, c)
  if (size > 0) return found(finds, { first: index, size, letters: (a + b + c).slice(0, size), cue })
  const pet = cue.bits & CHILD && cue.near && a === "F" && tokens.meaning[index] & PET
  const certain =
    cue.bits & (ADULT | CHILD) &&
    cue.near &&
    tokens.end[index] - tokens.start[index] > 4 &&
    (a === "S" ? tokens.meaning[index] & CERTAIN : a === "F" && !(tokens.meaning[index] & PLAIN)) &&
    !(cue.bits & COMMA)
  return pet || certain ? found(finds, { first: index, size: 1, letters: a, cue }) : index
}

/** Names of people in any case and order; a child's with the class that stands by it. Whom a school studies stays. */
export const names = (finds: Finds): void => {
  const { tokens } = finds
  for (let index = 0; index < tokens.count; index++) {
    const shape = tokens.shape[index]
    if (shape > INITIAL) continue
    if (tokens.meaning[index] & LATIN) index = latinName(finds, index)
    else index = shape === LOWER ? smalls(finds, index) : capitals(finds, index)
  }
}
