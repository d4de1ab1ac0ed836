import type { Vectors } from "../text/vectors.ts"
import { totals } from "../text/rows.ts"
import { agreed, together } from "./consensus.ts"
import { type Evidence, fit, type Fitting } from "./fit.ts"
import { kMeans } from "./k-means.ts"
import { neighbourhood } from "./neighbourhood.ts"
import type { Partition } from "./partition.ts"
import { type Points, project } from "./project.ts"
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
const RUNS: ReadonlyArray<Run> = [
  { most: 400, seed: 1, cap: 4, size: 0.7, beta: 1 },
  { most: 200, seed: 2, cap: 4, size: 1, beta: 1 },
  { most: 400, seed: 3, cap: 6, size: 1, beta: 1 },
  { most: 800, seed: 4, cap: 6, size: 0.7, beta: 0.6 }
]
const DIMENSIONS = 100
const CAP = 4
const CHARACTERS = 0.2

/** What a consensus found, and the evidence its last fit saw. */
export interface Found {
  readonly evidence: Evidence
  readonly partition: Partition
}

const cells = (points: Points, { most, seed }: Run): Int32Array => {
  const texts = points.values.length / points.d
  return kMeans(points, Math.floor(Math.min(most, Math.max(20, texts / 8), texts)), seed).cell
}

/** Themes as four runs agree on them, and a last run over words and characters that starts from their agreement. */
export const consensusFit = (
  { weight, words, grams, hybrid }: Vectors,
  beta: number,
  fitting: Fitting
): Found => {
  const points = project(hybrid, DIMENSIONS)
  const graph = neighbourhood(hybrid, points)
  const length = totals(words)
  const runs = RUNS.map((run) => {
    const views = [view(words, length, weight, 1, { beta: beta * run.beta, cap: run.cap })]
    return fit({ views, graph, weight }, cells(points, run), { ...fitting, size: run.size }).theme
  })
  const prior = { beta, cap: CAP }
  const views = [
    view(words, length, weight, 1 - CHARACTERS, prior),
    view(grams!, length, weight, CHARACTERS, prior)
  ]
  const evidence = { views, graph: agreed(graph, runs), weight }
  return { evidence: { ...evidence, graph }, partition: fit(evidence, together(runs), fitting) }
}
