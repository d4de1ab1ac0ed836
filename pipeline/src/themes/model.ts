import { Counts } from "./counts.ts"
import { type View, WORD } from "./view.ts"

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
    this.weight = weight
    this.theme = theme
    this.size = new Float64Array(themes)
    this.counts = views.map(() => new Counts(themes))
    this.totals = views.map(() => new Float64Array(themes))
    for (let text = 0; text < theme.length; text++) if (theme[text] >= 0) this.add(text, theme[text], 1)
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

  /** Log-likelihood of the text under a theme that does not hold it (Dirichlet-multinomial, repeats at their middle). */
  likelihood(text: number, theme: number): number {
    let sum = 0
    for (let v = 0; v < this.views.length; v++) {
      const { start, ids, units, mass, prior, priorSum, share } = this.views[v]
      const counts = this.counts[v]
      let log = 0
      for (let i = start[text]; i < start[text + 1]; i++) {
        const words = units[i] / WORD
        const repeat = words > 1 ? (words - 1) / 2 : 0
        log += words * Math.log(counts.get(theme, ids[i]) / WORD + prior[ids[i]] + repeat)
      }
      const words = mass[text] / WORD
      const repeat = words > 1 ? (words - 1) / 2 : 0
      sum += share * (log - words * Math.log(this.totals[v][theme] / WORD + priorSum + repeat))
    }
    return sum
  }
}
