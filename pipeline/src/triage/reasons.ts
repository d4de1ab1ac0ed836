import { Verdict } from "@otklik/contract/vocabulary"

/** Words that decided a theme's verdict, at most. */
const MOST_WORDS = 5

const verdicts = Verdict.literals.length

/** Counts which words decided the verdicts of the messages of each theme. */
export class Reasons {
  readonly #counts = new Map<number, Map<string, number>>()

  add(theme: number, verdict: number, because: ReadonlyArray<string>): void {
    if (theme < 0 || because.length === 0) return
    const key = theme * verdicts + verdict
    const counts = this.#counts.get(key) ?? new Map<string, number>()
    this.#counts.set(key, counts)
    for (const words of because) counts.set(words, (counts.get(words) ?? 0) + 1)
  }

  /** The words that decided most of the messages of a theme that are of a verdict. */
  of(theme: number, verdict: number): ReadonlyArray<string> {
    return [...(this.#counts.get(theme * verdicts + verdict) ?? [])]
      .sort(([a, often], [b, other]) => other - often || (a < b ? -1 : 1))
      .slice(0, MOST_WORDS)
      .map(([words]) => words)
  }
}
