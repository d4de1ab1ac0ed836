import type { Kind, Span } from "./kind.ts"
import { MARK, type Tokens } from "./tokens.ts"

/** Personal data found so far in one text; what is found is covered, so that later readers pass it over. */
export class Finds {
  readonly spans: Array<Span> = []
  readonly tokens: Tokens

  constructor(tokens: Tokens) {
    this.tokens = tokens
  }

  /** From one token through another; `end` where the find ends after its last token. */
  tokensAt(kind: Kind, first: number, last: number, end = this.tokens.end[last]): void {
    this.spans.push({ kind, start: this.tokens.start[first], end })
    this.tokens.cover(first, last)
  }

  /** From one place of the text to another; false where something is found there already. */
  placesAt(kind: Kind, start: number, end: number): boolean {
    const { tokens } = this
    const first = tokens.after(start)
    let last = first - 1
    while (last + 1 < tokens.count && tokens.start[last + 1] < end)
      if (tokens.shape[++last] === MARK) return false
    this.spans.push({ kind, start, end })
    if (last >= first) tokens.cover(first, last)
    return true
  }
}
