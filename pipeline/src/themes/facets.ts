import { isStop, readingOf } from "../text/reading.ts"
import type { Painter, Portrait } from "./salience.ts"

/** What a phrase says of a theme. */
export interface Facets {
  /** share of the theme's five most telling stems that it names, by their weight, 0 to 1 */
  readonly coverage: number
  /** share of its own words that belong to the theme, 0 to 1 */
  readonly focus: number
  /** its words that stand in one or two texts of the corpus: names, slips */
  readonly rare: number
  /** its stems that carry matter */
  readonly stems: ReadonlySet<string>
}

const LEADING = 5
/** What a word beside the theme weighs against one that is all of it. */
const BESIDE = 0.5

/** Measures phrases against one theme; `numberOf` gives the number of a stem in the corpus. */
export const measure = (portrait: Portrait, painter: Painter, numberOf: ReadonlyMap<string, number>) => {
  const { salience, share } = portrait
  const leading = [...salience.values()].sort((a, b) => b - a).slice(0, LEADING)
  const all = leading.reduce((sum, weight) => sum + weight, 0)
  return (phrase: string): Facets => {
    const stems = new Set(readingOf(phrase).stems.filter((stem) => !isStop(stem)))
    let mass = 0
    let beside = 0
    let rare = 0
    for (const stem of stems) {
      const number = numberOf.get(stem) ?? -1
      mass += salience.get(number) ?? 0
      if ((share.get(number) ?? 0) < 0.03) beside++
      if (number < 0 || painter.frequency(number) <= 2) rare++
    }
    const weight = mass + BESIDE * beside
    return {
      coverage: all === 0 ? 0 : Math.min(1, mass / all),
      focus: weight === 0 ? 0 : mass / weight,
      rare,
      stems
    }
  }
}
export type Measure = ReturnType<typeof measure>
