import { markAt } from "./kind.ts"
import { meaningOf } from "./meaning.ts"

export const LOWER = 0
export const CAPITAL = 1
export const CAPS = 2
export const INITIAL = 3
export const DIGITS = 4
export const MARK = 5

const OTHER = 0
const SMALL = 1
const LARGE = 2
const DIGIT = 3

const classes = new Uint8Array(0x530)
for (let code = 0; code < classes.length; code++) {
  const letter = String.fromCharCode(code)
  if (/[0-9]/.test(letter)) classes[code] = DIGIT
  else if (/\p{Lu}/u.test(letter)) classes[code] = LARGE
  else if (/\p{L}/u.test(letter)) classes[code] = SMALL
}

const classAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return code < 0x530 ? classes[code] : OTHER
}

const isHyphen = (code: number) => code === 0x2d || code === 0x2010 || code === 0x2011
const isApostrophe = (code: number) => code === 0x27 || code === 0x2019

/** Words, numbers and marks of one text in typed arrays that the next `scan` reuses. */
export class Tokens {
  text = ""
  count = 0
  digits = 0
  start = new Int32Array(256)
  end = new Int32Array(256)
  shape = new Uint8Array(256)
  /** bits of meaning.ts for words, 0 for the rest */
  meaning = new Int32Array(256)

  /** Reads a text in one pass. */
  scan(text: string): this {
    this.text = text
    this.count = 0
    this.digits = 0
    this.digits = 0
    for (let at = 0; at < text.length;) {
      const kind = classAt(text, at)
      if (kind === DIGIT) at = this.#number(at)
      else if (kind !== OTHER) at = this.#word(at)
      else at = text.charCodeAt(at) === 0x5b ? this.#mark(at) : at + 1
    }
    return this
  }

  #push(start: number, end: number, shape: number, meaning: number): number {
    if (this.count === this.start.length) this.#grow()
    this.start[this.count] = start
    this.end[this.count] = end
    this.shape[this.count] = shape
    this.meaning[this.count++] = meaning
    return end
  }

  #grow(): void {
    const wider = <A extends Int32Array | Uint8Array>(from: A, to: A): A => (to.set(from), to)
    this.start = wider(this.start, new Int32Array(this.count * 2))
    this.end = wider(this.end, new Int32Array(this.count * 2))
    this.shape = wider(this.shape, new Uint8Array(this.count * 2))
    this.meaning = wider(this.meaning, new Int32Array(this.count * 2))
  }

  #number(from: number): number {
    let at = from + 1
    while (classAt(this.text, at) === DIGIT) at++
    this.digits += at - from
    return this.#push(from, at, DIGITS, 0)
  }

  #mark(at: number): number {
    const length = markAt(this.text, at)
    return length === 0 ? at + 1 : this.#push(at, at + length, MARK, 0)
  }

  #word(from: number): number {
    let at = from
    let large = 0
    let letters = 0
    for (; ; at++) {
      const kind = classAt(this.text, at)
      if (kind === LARGE || kind === SMALL) {
        letters++
        if (kind === LARGE) large++
      } else if (!this.#joins(at)) break
    }
    const capital = classAt(this.text, from) === LARGE
    const shape = !capital ? LOWER : letters === 1 ? INITIAL : large === letters ? CAPS : CAPITAL
    return this.#push(from, at, shape, letters > 40 ? 0 : meaningOf(this.text.slice(from, at)))
  }

  #joins(at: number): boolean {
    const code = this.text.charCodeAt(at)
    if (!isHyphen(code) && !isApostrophe(code)) return false
    const next = classAt(this.text, at + 1)
    return next === LARGE || next === SMALL
  }

  /** Takes tokens out of the reading: what has been found stands there as a mark would. */
  cover(first: number, last: number): void {
    this.shape.fill(MARK, first, last + 1)
    this.meaning.fill(0, first, last + 1)
  }

  /** The first token that ends after a place in the text; `count` where none does. */
  after(place: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.end[middle] > place) high = middle
      else low = middle + 1
    }
    return low
  }

  word(index: number): string {
    return this.text.slice(this.start[index], this.end[index])
  }

  /** The text between a token and the next one, at most `most` characters of it. */
  gap(index: number, most = 8): string {
    const from = this.end[index]
    const to = index + 1 < this.count ? this.start[index + 1] : this.text.length
    return this.text.slice(from, Math.min(to, from + most))
  }

  /** Whether only blanks stand between a token and the next one. */
  glued(index: number): boolean {
    if (index < 0 || index + 1 >= this.count) return false
    const to = this.start[index + 1]
    if (to === this.end[index] || to - this.end[index] > 4) return false
    for (let at = this.end[index]; at < to; at++) {
      const code = this.text.charCodeAt(at)
      if (code !== 0x20 && code !== 0xa0 && code !== 0x09) return false
    }
    return true
  }

  /** Whether a sentence or a line begins with the token. */
  opens(index: number): boolean {
    if (index === 0) return true
    for (let at = this.start[index] - 1; at >= this.end[index - 1]; at--) {
      const code = this.text.charCodeAt(at)
      if (code === 0x2e || code === 0x21 || code === 0x3f || code === 0x0a || code === 0x2026) return true
    }
    return false
  }
}
