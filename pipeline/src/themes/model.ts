import { Counts, type Tables, unitsOf } from "./counts.ts"
import { shared, sharedDoubles } from "./shared.ts"
import { type View, WORD } from "./view.ts"

/** What a model has counted, as plain arrays in shared memory; valid until the next count. */
export interface Counted {
  readonly views: ReadonlyArray<View>
  readonly weight: Int32Array
  readonly theme: Int32Array
  readonly size: Float64Array
  /** units of each theme, by view */
  readonly totals: ReadonlyArray<Float64Array>
  readonly tables: ReadonlyArray<Tables>
}

/** What a partition of the texts has counted: sizes, words, and each view's features by theme. */
export class Model {
  readonly size: Float64Array
  readonly theme: Int32Array
  readonly views: ReadonlyArray<View>
  readonly counts: ReadonlyArray<Counts>
  /** units of each theme, by view */
  readonly totals: ReadonlyArray<Float64Array>
  readonly weight: Int32Array

  /** `theme[text]` is 0 .. themes - 1, or -1 for a text that does not count; it is kept and written to. */
  constructor(views: ReadonlyArray<View>, weight: Int32Array, theme: Int32Array, themes: number) {
    this.views = views
    this.weight = shared(weight)
    this.theme = theme
    this.size = sharedDoubles(themes)
    this.counts = views.map(() => new Counts(themes))
    this.totals = views.map(() => sharedDoubles(themes))
    for (let text = 0; text < theme.length; text++) if (theme[text] >= 0) this.add(text, theme[text], 1)
  }

  counted(): Counted {
    const { views, weight, theme, size, totals, counts } = this
    return { views, weight, theme, size, totals, tables: counts.map(({ tables }) => tables) }
  }

  /** Counts the text under a theme (`sign` 1) or no more (-1). */
  add(text: number, theme: number, sign: number): void {
    const weight = sign * this.weight[text]
    this.size[theme] += weight
    for (let v = 0; v < this.views.length; v++) {
      const { start, ids, units, mass } = this.views[v]
      this.totals[v][theme] += weight * mass[text]
      for (let i = start[text]; i < start[text + 1]; i++) this.counts[v].add(theme, ids[i], weight * units[i])
    }
  }

  /** The text counts under another theme from now on. */
  move(text: number, theme: number): void {
    this.add(text, this.theme[text], -1)
    this.add(text, theme, 1)
    this.theme[text] = theme
  }
}

/**
 * Log-likelihood of the text under a theme, itself not counted (Dirichlet-multinomial, repeats at their middle).
 */
export const likelihood = (
  { views, weight, theme: now, totals, tables }: Counted,
  text: number,
  theme: number
): number => {
  const own = now[text] === theme ? weight[text] : 0
  let sum = 0
  for (let v = 0; v < views.length; v++) {
    const { start, ids, units, mass, prior, priorSum, share } = views[v]
    const counts = tables[v]
    let log = 0
    for (let i = start[text]; i < start[text + 1]; i++) {
      const words = units[i] / WORD
      const repeat = words > 1 ? (words - 1) / 2 : 0
      const others = unitsOf(counts, theme, ids[i]) - own * units[i]
      log += words * Math.log(others / WORD + prior[ids[i]] + repeat)
    }
    const words = mass[text] / WORD
    const repeat = words > 1 ? (words - 1) / 2 : 0
    const others = totals[v][theme] - own * mass[text]
    sum += share * (log - words * Math.log(others / WORD + priorSum + repeat))
  }
  return sum
}
