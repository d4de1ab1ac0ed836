import type { Incremental } from "./incremental.ts"

/** One letter's bytes and its number in the file, from 1. */
export interface Letter {
  readonly row: number
  readonly bytes: Uint8Array
}

/** Of a longer letter only the start is kept: its text stands before its attachments. */
export const longestLetter = 8 << 20

const separator = Buffer.from("\nFrom ")

/** Letters of an mbox by their «From » lines; `>From ` is given back its first character. Memory is one letter's. */
export class Mbox implements Incremental<Uint8Array, Letter> {
  #parts: Array<Uint8Array> = []
  #size = 0
  #tail: Uint8Array = new Uint8Array(0)
  #row = 0

  push(piece: Uint8Array): ReadonlyArray<Letter> {
    const bytes = Buffer.concat([this.#tail, piece])
    const letters: Array<Letter> = []
    let from = 0
    for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, at + 1)) {
      this.#keep(bytes.subarray(from, at + 1))
      letters.push(...this.#letter())
      from = at + 1
    }
    const hold = Math.max(from, bytes.length - separator.length + 1)
    this.#keep(bytes.subarray(from, hold))
    this.#tail = bytes.subarray(hold)
    return letters
  }

  end(): ReadonlyArray<Letter> {
    this.#keep(this.#tail)
    return this.#letter()
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.#size > longestLetter) return
    this.#parts.push(Uint8Array.from(bytes))
    this.#size += bytes.length
  }

  #letter(): ReadonlyArray<Letter> {
    const whole = Buffer.concat(this.#parts)
    this.#parts = []
    this.#size = 0
    if (whole.length === 0) return []
    const head = whole.indexOf("\n")
    const body = whole.subarray(0, 5).toString("latin1") === "From " ? whole.subarray(head + 1) : whole
    if (body.length === 0) return []
    return [{ row: ++this.#row, bytes: unquoted(body) }]
  }
}

const unquoted = (body: Buffer): Uint8Array =>
  body.includes("\n>From ")
    ? Buffer.from(body.toString("latin1").replace(/^>(>*From )/gm, "$1"), "latin1")
    : body
