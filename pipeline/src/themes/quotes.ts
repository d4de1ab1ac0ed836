import { isStop, readingOf } from "../text/reading.ts"
import type { Passage } from "./clauses.ts"

/** A message that may speak for its theme, with its text. */
export interface Read {
  readonly message: number
  readonly centrality: number
  readonly text: string
  readonly passage: Passage
}

const QUOTES = 3
/** How much likeness to a quote already chosen takes from a message. */
const ALIKE = 0.7
const SAME_SCHOOL = 0.15

const window = (characters: number): number => {
  if (characters < 25) return 0.6
  return characters <= 320 ? 1 : Math.max(0.4, 1 - (characters - 320) / 1500)
}

const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const both = a.intersection(b).size
  return both === 0 ? 0 : both / (a.size + b.size - both)
}

/**
 * The messages that speak for a theme, at most three: central, of readable length, unlike each other (maximal
 * marginal relevance) and of different schools where `schoolOf` knows them (-1 where it does not).
 */
export const quotesOf = (read: ReadonlyArray<Read>, schoolOf?: Int32Array): ReadonlyArray<number> => {
  const most = Math.max(...read.map(({ centrality }) => centrality), 1e-9)
  const left = read.map(({ message, centrality, text }) => ({
    message,
    value: (centrality / most) * window(text.length),
    stems: new Set(readingOf(text).stems.filter((stem) => !isStop(stem))),
    school: schoolOf?.[message] ?? -1
  }))
  const chosen: Array<(typeof left)[number]> = []
  const worth = (one: (typeof left)[number]): number =>
    chosen.reduce(
      (value, other) =>
        Math.min(
          value,
          one.value -
            ALIKE * likeness(one.stems, other.stems) -
            (one.school >= 0 && one.school === other.school ? SAME_SCHOOL : 0)
        ),
      one.value
    )
  while (chosen.length < QUOTES && left.length > 0) {
    const values = left.map(worth)
    chosen.push(...left.splice(values.indexOf(Math.max(...values)), 1))
  }
  return chosen.map(({ message }) => message)
}
