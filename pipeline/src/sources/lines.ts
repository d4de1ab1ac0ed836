import type { Incremental } from "./incremental.ts"

export interface Line {
  /** 1-based */
  readonly row: number
  readonly text: string
  readonly fault?: string
}

export const longestLine = 4_000_000

/** Lines of a text as it comes, blank ones passed over; a line beyond the limit is dropped up to its end and said so. */
export class Lines implements Incremental<string, Line> {
  #held = ""
  #row = 0
  #dropping = false

  push(piece: string): ReadonlyArray<Line> {
    const parts = (this.#held + piece).split("\n")
    this.#held = parts.pop()!
    const lines = parts.flatMap((part) => this.#line(part))
    if (this.#held.length > longestLine && !this.#dropping) {
      this.#dropping = true
      lines.push({
        row: this.#row + 1,
        text: this.#held.slice(0, 400),
        fault: `Строка длиннее ${longestLine / 1_000_000} млн знаков`
      })
    }
    if (this.#dropping) this.#held = ""
    return lines
  }

  end(): ReadonlyArray<Line> {
    return this.#held === "" ? [] : this.#line(this.#held)
  }

  #line(text: string): ReadonlyArray<Line> & Array<Line> {
    this.#row++
    if (this.#dropping) {
      this.#dropping = false
      return []
    }
    return text.trim() === "" ? [] : [{ row: this.#row, text }]
  }
}
