import { isInn, isLuhn, isSnils } from "./checksums.ts"
import { DigitRun } from "./digit-run.ts"
import type { Finds } from "./finds.ts"
import type { Kind } from "./kind.ts"
import { phoneGroups } from "./phones.ts"
import { DIGITS, type Tokens } from "./tokens.ts"

const behind = 48

/** What is said just before a number, on its own line. */
const before = (tokens: Tokens, index: number): string => {
  const to = tokens.start[index]
  const said = tokens.text.slice(Math.max(0, to - behind), to).toLowerCase()
  return said.slice(said.lastIndexOf("\n") + 1)
}

const isLetter = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x400 && code < 0x530) ||
  code === 0x5f

/** Part of a code: «SD-118204», «RP5512093», «0x80070005», «#118204». */
const isCode = ({ start, text }: Tokens, index: number): boolean => {
  const at = start[index]
  if (/(?:снилс|инн|тел|моб|паспорт|карта)$/i.test(text.slice(Math.max(0, at - 8), at))) return false
  const code = text.charCodeAt(at - 1)
  return isLetter(code) || code === 0x23 || (code === 0x2d && isLetter(text.charCodeAt(at - 2)))
}

const says = {
  snils: /снилс|страхово/,
  inn: /(?:^|[^а-я])инн(?:[^а-я]|$)/,
  passport: /п[ао]с[порт]{3,6}|загран|серия|серии|сер\.|документ[а-я]* личности/,
  card: /карт[аеуыо](?:[^а-я]|й)|карт[аыу]?[^а-я]*$|сбер|visa|mastercard|(?:^|[^а-я])мир[^а-я]/,
  cardNumber: /карт[аеуыой]{1,2}[\s:№—–-]{0,4}$/,
  bank: /сч[её]т|р\/с|л\/с/,
  birth: /рожд|род\.|д\.\s?р\.|др[: ]|г\.\s?р\.|родил/,
  ticket:
    /(?:обращени|заявк|тикет|запрос|приказ|номер дела|договор|инцидент)[а-я]*\W{0,4}(?:№|n|номер)?\W{0,3}$/
} as const

const cardStart = /^(?:4|5[0-8]|6[0-9]|2(?:20[0-4]|2[2-9]|[3-6]\d|7[01]|720)|3[47])/

const cardGroups = (run: DigitRun, said: string): number => {
  for (const length of [16, 19, 18, 15]) {
    const groups = run.take(length)
    if (groups === 0) continue
    const digits = run.digits.slice(0, length)
    if (!cardStart.test(digits)) continue
    if (isLuhn(digits) && !says.ticket.test(said)) return groups
    if (says.card.test(said) && (groups > 1 || isLuhn(digits) || says.cardNumber.test(said))) return groups
  }
  return 0
}

const snilsGroups = (run: DigitRun, said: string): number => {
  const groups = run.take(11)
  if (groups === 0 || groups > 5) return 0
  if (says.snils.test(said)) return groups
  if (!isSnils(run.digits.slice(0, 11))) return 0
  return run.shaped(3, 3, 3, 2) || run.shaped(9, 2) || (groups === 1 && !/^[78][3489]/.test(run.digits))
    ? groups
    : 0
}

const innGroups = (run: DigitRun, said: string): number => {
  const told = says.inn.test(said)
  const twelve = run.take(12)
  if (twelve > 0 && (told || (twelve === 1 && isInn(run.digits)))) return twelve
  return told ? run.take(10) : 0
}

const passportGroups = (run: DigitRun, said: string, after: string): number => {
  const told = says.passport.test(said) || /^\W{0,4}выдан/i.test(after)
  const groups = run.take(10)
  if (
    groups > 0 &&
    (run.shaped(2, 2, 6) || (told && (groups === 1 || run.shaped(4, 6) || run.shaped(4, 3, 3))))
  )
    return groups
  return told && run.shaped(2, 7) ? 2 : 0
}

const bankGroups = (run: DigitRun, said: string): number => {
  const groups = run.take(20)
  if (groups > 0 && (/^(?:40[5-8]|42)/.test(run.digits) || says.bank.test(said))) return groups
  return says.bank.test(said) && /лицев/.test(said) ? run.take(run.groups[0]) : 0
}

const birthGroups = (run: DigitRun, said: string): number =>
  says.birth.test(said) &&
  (run.shaped(2, 2, 4) || run.shaped(1, 2, 4) || run.shaped(2, 2, 2) || run.shaped(4, 2, 2))
    ? 3
    : 0

type Reader = readonly [Kind, (run: DigitRun, said: string, after: string) => number]

const readers: ReadonlyArray<Reader> = [
  ["birth", birthGroups],
  ["bank", bankGroups],
  ["card", cardGroups],
  ["inn", innGroups],
  ["passport", passportGroups],
  ["snils", snilsGroups]
]

const shortest = 5

/** «серия 4510 № 123456», «45 10 номер 123456»: the number stands after a word; tokens to its end, 0 where it is none. */
const spelledPassport = (tokens: Tokens, index: number): number => {
  const { count, end, shape, start, text } = tokens
  const size = (at: number) => (at < count && shape[at] === DIGITS ? end[at] - start[at] : 0)
  const series = size(index) === 4 ? 1 : size(index) === 2 && size(index + 1) === 2 ? 2 : 0
  if (series === 0) return 0
  const last = index + series - 1
  const number = size(last + 1) === 6 ? last + 1 : size(last + 2) === 6 ? last + 2 : 0
  if (number === 0 || start[number] - end[last] > 16) return 0
  return /^[\s,;.]*(?:и\s)?(?:№|n|no|номер|ном\.?)[\s.:№]*$/i.test(text.slice(end[last], start[number]))
    ? number - index + 1
    : 0
}

const certificate = /(?:^|[\s№:(])([ivxlcухі1]{1,6}\s?[-–—]?\s?[а-я]{2})\s?(?:№|n|номер)?\s?$/i

/** «IV-МЮ № 123456»: where a birth certificate begins that ends with these six digits, -1 where it is none. */
const certificateStart = (tokens: Tokens, index: number): number => {
  if (tokens.end[index] - tokens.start[index] !== 6) return -1
  const to = tokens.start[index]
  const said = tokens.text.slice(Math.max(0, to - 24), to)
  const found = certificate.exec(said)
  if (found === null || !/[ivxlc]/i.test(found[1]) || found[1] !== found[1].toUpperCase()) return -1
  return to - (said.length - found.index - found[0].indexOf(found[1]))
}

const groupsOf = (tokens: Tokens, run: DigitRun): readonly [Kind, number] | undefined => {
  const said = before(tokens, run.first)
  const last = run.first + run.groups.length - 1
  const after = tokens.text.slice(tokens.end[last], tokens.end[last] + 16)
  for (const [kind, read] of readers) {
    const groups = read(run, said, after)
    if (groups > 0) return [kind, groups]
  }
  const groups = phoneGroups(tokens, run, said)
  return groups > 0 ? ["phone", groups] : undefined
}

const extension = /^[\s,;(]{0,3}(?:доб|вн)[а-я]{0,10}\.?\s?№?\s?\d{1,6}\)?/i

const endOf = ({ end, text }: Tokens, kind: Kind, last: number): number => {
  const more = kind === "phone" ? extension.exec(text.slice(end[last], end[last] + 30)) : null
  return end[last] + (more?.[0].length ?? 0)
}

const heads: Readonly<Partial<Record<Kind, RegExp>>> = {
  phone: /(?:\+\s?|\+?\()$/,
  passport: /сери[яи][\s:№]{0,3}$/i
}

/** The plus and the bracket before a phone belong to it, so does «серия» before a passport. */
const startOf = ({ start, text }: Tokens, kind: Kind, first: number): number => {
  const from = start[first]
  const head = heads[kind]?.exec(text.slice(Math.max(0, from - 8), from))
  return from - (head?.[0].length ?? 0)
}

const one = (finds: Finds, run: DigitRun, index: number): void => {
  const { tokens } = finds
  const spelled = spelledPassport(tokens, index)
  if (spelled > 0) {
    const from = startOf(tokens, "passport", index)
    return void finds.placesAt("passport", from, tokens.end[index + spelled - 1])
  }
  const start = certificateStart(tokens, index)
  if (start >= 0) return void finds.placesAt("certificate", start, tokens.end[index])
  run.read(tokens, index)
  if (run.digits.length < shortest || isCode(tokens, index)) return
  const found = groupsOf(tokens, run)
  if (found === undefined) return
  const [kind, groups] = found
  const last = index + groups - 1
  finds.placesAt(kind, startOf(tokens, kind, index), endOf(tokens, kind, last))
}

const run = new DigitRun()

/** СНИЛС, ИНН and cards by checksum or by what is said before them; passports, accounts, certificates, births; phones. */
export const numbers = (finds: Finds): void => {
  const { tokens } = finds
  if (tokens.digits < shortest) return
  for (let index = 0; index < tokens.count; index++)
    if (tokens.shape[index] === DIGITS) one(finds, run, index)
}
