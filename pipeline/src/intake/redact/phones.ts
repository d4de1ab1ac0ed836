import type { DigitRun } from "./digit-run.ts"
import type { Tokens } from "./tokens.ts"

const told =
  /тел|моб|сот|звон|набер|связ|номер|whats|ватс|вотс|вацап|viber|вайбер|telegram|телег|sms|смс|факс|phone|call|max/

const direct = /(?:тел|моб|факс|phone)[а-я]*\.?[\s:№—–-]{0,4}$/

const isPlus = ({ start, text }: Tokens, first: number): boolean => {
  const code = text.charCodeAt(start[first] - 1)
  return code === 0x2b || (code === 0x20 && text.charCodeAt(start[first] - 2) === 0x2b)
}

const isBracketed = ({ start, text }: Tokens, first: number): boolean =>
  text.charCodeAt(start[first] - 1) === 0x28

const dashed = ({ end, text }: Tokens, at: number): boolean => /[-‐-―]/.test(text[end[at]] ?? "")

/** Eleven digits from 7 or 8; the shape, a plus or the words before must say that they are a phone. */
const elevenGroups = (run: DigitRun, plus: boolean, said: string): number => {
  const groups = run.take(11)
  const { digits } = run
  if (groups === 0 || groups > 7 || !/^[78][34589]/.test(digits)) return 0
  if (run.dots > 0 && !run.shaped(1, 3, 3, 2, 2)) return 0
  if (plus || told.test(said) || /^[78]9/.test(digits)) return groups
  return groups > 2 || /^8(?:495|499|498|800)/.test(digits) ? groups : 0
}

const tenGroups = (tokens: Tokens, run: DigitRun, said: string): number => {
  const groups = run.take(10)
  if (groups === 0 || !/^(?:9|495|499|498|800|8[0-9]{2}|3|4)/.test(run.digits)) return 0
  if (groups === 1) return direct.test(said) || (run.digits.startsWith("9") && told.test(said)) ? 1 : 0
  if (!run.shaped(3, 3, 2, 2) && !run.shaped(3, 7) && !run.shaped(3, 3, 4) && !run.shaped(3, 2, 2, 3))
    return 0
  return isBracketed(tokens, run.first) || /^(?:9|49[589]|800)/.test(run.digits) || told.test(said)
    ? groups
    : 0
}

const localGroups = (tokens: Tokens, run: DigitRun, said: string): number => {
  if (run.groups.length === 3 && run.shaped(3, 2, 2) && run.dots === 0)
    return (dashed(tokens, run.first) && dashed(tokens, run.first + 1)) || told.test(said) ? 3 : 0
  if (run.groups.length === 3 && run.shaped(2, 2, 2) && run.dots === 0) return direct.test(said) ? 3 : 0
  return run.groups[0] >= 5 && run.groups[0] <= 7 && run.groups.length === 1 && direct.test(said) ? 1 : 0
}

const foreignGroups = (run: DigitRun): number => {
  let sum = 0
  for (let at = 0; at < run.groups.length; at++) {
    sum += run.groups[at]
    if (sum > 15) return 0
    if (sum >= 10 && (at + 1 === run.groups.length || sum >= 12)) return at + 1
  }
  return 0
}

/** How many groups of a number are a phone (with a country code, of a city, of ten digits or local), 0 where it is none. */
export const phoneGroups = (tokens: Tokens, run: DigitRun, said: string): number => {
  const plus = isPlus(tokens, run.first)
  const eleven = elevenGroups(run, plus, said)
  if (eleven > 0) return eleven
  if (plus) return foreignGroups(run)
  return tenGroups(tokens, run, said) || localGroups(tokens, run, said)
}
