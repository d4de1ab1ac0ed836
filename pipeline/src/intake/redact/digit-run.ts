import { DIGITS, type Tokens } from "./tokens.ts"

const most = 8

const isBlank = (code: number) => code === 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009
const isDash = (code: number) => code === 0x2d || (code >= 0x2010 && code <= 0x2015)
const isBracket = (code: number) => code === 0x28 || code === 0x29

/** What stands between two groups of a number: blanks, dashes, brackets, one dot or slash; longer or else is a break. */
const separates = (text: string, from: number, to: number): boolean => {
  if (to - from > 4) return false
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || isDash(code) || isBracket(code)) continue
    if (code !== 0x2e || to - from > 1) return false
  }
  return true
}

/** Groups of digits written as one number from a token on: «8 (916) 123-45-67» is 1, 3, 3, 2, 2. */
export class DigitRun {
  digits = ""
  readonly groups: Array<number> = []
  dots = 0
  first = 0

  read(tokens: Tokens, first: number): this {
    const { end, shape, start, text } = tokens
    this.first = first
    this.dots = 0
    this.groups.length = 0
    let last = first
    for (; ; last++) {
      this.groups.push(end[last] - start[last])
      if (this.groups.length === most || last + 1 >= tokens.count || shape[last + 1] !== DIGITS) break
      if (!separates(text, end[last], start[last + 1])) break
      if (text.charCodeAt(end[last]) === 0x2e) this.dots++
    }
    this.digits = ""
    for (let at = first; at <= last; at++)
      this.digits += text.slice(start[at], Math.min(end[at], start[at] + 24))
    return this
  }

  /** How many groups make up so many digits exactly, 0 where none do. */
  take(count: number): number {
    let sum = 0
    for (let at = 0; at < this.groups.length; at++) {
      sum += this.groups[at]
      if (sum === count) return at + 1
      if (sum > count) return 0
    }
    return 0
  }

  /** Whether the number begins with groups of these lengths. */
  shaped(...lengths: ReadonlyArray<number>): boolean {
    return lengths.length <= this.groups.length && lengths.every((length, at) => this.groups[at] === length)
  }
}
