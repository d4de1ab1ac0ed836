import type { Finds } from "./finds.ts"
import { LATIN, LATIN_FIRST, LATIN_TITLE, STOP } from "./meaning.ts"
import { CAPITAL, INITIAL, type Tokens } from "./tokens.ts"

const isWord = (tokens: Tokens, at: number): boolean =>
  at < tokens.count &&
  tokens.shape[at] === CAPITAL &&
  (tokens.meaning[at] & LATIN) !== 0 &&
  !(tokens.meaning[at] & (LATIN_TITLE | STOP))

const near = ({ count, end, start, text }: Tokens, at: number): boolean =>
  at + 1 < count && /^\.? $/.test(text.slice(end[at], Math.min(start[at + 1], end[at] + 3)))

const before = /^(?:mrs?|ms|miss|dr|prof)$/i

const kin = /^(?:son|daughter|child|student|pupil|boy|girl|brother|sister)$/i

/** «my son Peter»: a forename alone after a word of kin. */
const isKin = (tokens: Tokens, at: number): boolean =>
  at > 0 && (tokens.meaning[at] & LATIN_FIRST) !== 0 && tokens.glued(at - 1) && kin.test(tokens.word(at - 1))

/** «Best regards, John» on the last line. */
const isSigned = ({ count, end, meaning, start, text }: Tokens, at: number): boolean =>
  at + 1 === count &&
  (meaning[at] & LATIN_FIRST) !== 0 &&
  /(?:regards|sincerely|wishes|thanks|thank you|yours|cheers)[,.!]?\s{1,3}$/i.test(
    text.slice(Math.max(0, start[at] - 14), start[at])
  ) &&
  text.length - end[at] < 4

const alone = (finds: Finds, at: number): number => {
  const { tokens } = finds
  if (isSigned(tokens, at)) finds.tokensAt("name", at, at)
  else if (tokens.shape[at] === CAPITAL && isKin(tokens, at)) finds.tokensAt("child", at, at)
  return at
}

/** «John Smith», «Mr. Brown», «Ivan P. Petrov» in Latin letters; gives the last token passed over. */
export const latinName = (finds: Finds, index: number): number => {
  const { tokens } = finds
  if (tokens.shape[index] !== CAPITAL || !near(tokens, index)) return alone(finds, index)
  const titled = (tokens.meaning[index] & LATIN_TITLE) !== 0 && before.test(tokens.word(index))
  if (!titled && !(tokens.meaning[index] & LATIN_FIRST)) return index
  let last = index + 1
  if (!titled && tokens.shape[last] === INITIAL && near(tokens, last)) last++
  if (!isWord(tokens, last)) return alone(finds, index)
  while (near(tokens, last) && isWord(tokens, last + 1) && last < index + 3) last++
  finds.tokensAt("name", titled ? index + 1 : index, last)
  return last
}
