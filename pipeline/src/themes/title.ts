import type { Grammar } from "../text/grammar.ts"
import { acronyms } from "./acronyms.ts"
import { type Clause, LONGEST_TITLE } from "./clauses.ts"
import type { Measure } from "./facets.ts"
import { wellFormed } from "./well-formed.ts"
import type { Read } from "./quotes.ts"

/** A phrase that may name a theme, ready to be shown. */
export interface Title {
  readonly text: string
  readonly score: number
}

/** A capital first, no full stop last. */
export const shown = (text: string): string => {
  const trimmed = text.replace(/^[^\p{L}\p{N}«"(]+/u, "").replace(/[\s.,;:!–—-]+$/u, "")
  return acronyms(trimmed.charAt(0).toUpperCase() + trimmed.slice(1))
}

const lengths = [0, 0.25, 0.6, 0.9, 1, 1, 1, 1, 1, 0.95, 0.9, 0.8, 0.7]

const scored = (clause: Clause, centrality: number, measure: Measure, grammar: Grammar): Title => {
  const { coverage, focus, rare } = measure(clause.text)
  const fit = lengths[Math.min(clause.words.length, lengths.length - 1)]
  const order = 1 - 0.04 * Math.min(clause.sentence, 5)
  const told = Math.sqrt(coverage) * focus * 0.7 ** rare
  return {
    text: shown(clause.text),
    score: told * fit * order * wellFormed(clause, grammar) * (0.8 + 0.2 * centrality)
  }
}

/** Titles that a theme could have, best first, different in more than letter case and signs. */
export const titlesOf = (
  read: ReadonlyArray<Read>,
  measure: Measure,
  grammar: Grammar
): ReadonlyArray<Title> => {
  const most = Math.max(...read.map(({ centrality }) => centrality), 1e-9)
  const titles = read
    .flatMap(({ passage, centrality }) =>
      passage.clauses.map((clause) => scored(clause, centrality / most, measure, grammar))
    )
    .filter(({ text, score }) => score > 0 && text.length > 2)
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1))
  return [...Map.groupBy(titles, ({ text }) => keyOf(text)).values()].map(([best]) => best)
}

const keyOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/** Another title of the theme is taken instead of one that is in use while it is at least this good. */
const NEARLY = 0.75

/** Gives titles out, none of them twice. */
export class Titles {
  readonly #used = new Set<string>()

  give(candidates: ReadonlyArray<Title>, phrases: ReadonlyArray<string>, fallback: string): string {
    const [best] = candidates
    const free = candidates.find(
      ({ text, score }) => score >= NEARLY * best.score && !this.#used.has(keyOf(text))
    )
    const base = free?.text ?? best?.text ?? shown(fallback)
    const title = this.#used.has(keyOf(base))
      ? this.#told(base, [...phrases, ...candidates.map(({ text }) => text)])
      : base
    this.#used.add(keyOf(title))
    return title
  }

  #told(base: string, phrases: ReadonlyArray<string>): string {
    for (const phrase of phrases) {
      const longer = `${base}: ${phrase.charAt(0).toLowerCase()}${phrase.slice(1)}`
      if (
        !keyOf(base).includes(keyOf(phrase)) &&
        longer.length <= LONGEST_TITLE &&
        !this.#used.has(keyOf(longer))
      )
        return longer
    }
    for (let number = 2; ; number++) {
      const numbered = `${base.slice(0, LONGEST_TITLE - 8)} (${number})`
      if (!this.#used.has(keyOf(numbered))) return numbered
    }
  }
}
