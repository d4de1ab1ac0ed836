import type { Rows } from "../text/rows.ts"
import type { Task, Work } from "./crew.ts"
import { fit, type Fitting } from "./fit.ts"
import type { Graph } from "./graph.ts"
import { kMeans } from "./k-means.ts"
import type { Points } from "./project.ts"
import { view } from "./view.ts"

interface Run {
  /** cells of the over-clustered start, at most */
  readonly most: number
  readonly seed: number
  readonly cap: number
  readonly size: number
  /** times the prior of the final run */
  readonly beta: number
}

/** Four runs over words alone, from different starts and at different granularities (themes.md, section 8.4). */
export const RUNS: ReadonlyArray<Run> = [
  { most: 400, seed: 1, cap: 4, size: 0.7, beta: 1 },
  { most: 200, seed: 2, cap: 4, size: 1, beta: 1 },
  { most: 400, seed: 3, cap: 6, size: 1, beta: 1 },
  { most: 800, seed: 4, cap: 6, size: 0.7, beta: 0.6 }
]

interface Running {
  readonly graph: Graph
  readonly weight: Int32Array
  readonly words: Rows
  /** words of each text */
  readonly length: Float64Array
  readonly points: Points
  readonly beta: number
  readonly fitting: Fitting
  /** theme of each text, by run */
  readonly runs: ReadonlyArray<Int32Array>
}

const cells = (points: Points, { most, seed }: Run): Int32Array => {
  const texts = points.values.length / points.d
  return kMeans(points, Math.floor(Math.min(most, Math.max(20, texts / 8), texts)), seed).cell
}

/** Makes one of the runs. */
export const work: Work<Running> =
  ({ graph, weight, words, length, points, beta, fitting, runs }) =>
  (number) => {
    const run = RUNS[number]
    const views = [view(words, length, weight, 1, { beta: beta * run.beta, cap: run.cap })]
    const start = { theme: cells(points, run), themes: run.most }
    runs[number].set(fit({ views, graph, weight }, start, { ...fitting, size: run.size }).theme)
  }

export const running: Task<Running> = { url: import.meta.url, work }
