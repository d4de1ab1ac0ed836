import type { Vectors } from "../text/vectors.ts"
import { totals } from "../text/rows.ts"
import { agreed, together } from "./consensus.ts"
import { type Evidence, fit, type Fitting } from "./fit.ts"
import type { Graph } from "./graph.ts"
import { kMeans } from "./k-means.ts"
import { neighbourhood } from "./neighbourhood.ts"
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
export const DIMENSIONS = 100
const CAP = 4
const CHARACTERS = 0.2

const cells = (points: Points, { most, seed }: Run): Int32Array => {
  const texts = points.values.length / points.d
  return kMeans(points, Math.floor(Math.min(most, Math.max(20, texts / 8), texts)), seed).cell
}

/** What the last fit works on, and where it starts. */
export interface Beginning {
  readonly evidence: Evidence
  /** the graph before any run was asked */
  readonly graph: Graph
  /** group of each text */
  readonly start: Int32Array
}

/** The evidence of a consensus: words, characters, and neighbours by features and in the latent space. */
export const richEvidence = (
  { weight, words, grams, hybrid }: Vectors,
  beta: number,
  points: Points
): Evidence => {
  const length = totals(words)
  const prior = { beta, cap: CAP }
  const views = [
    view(words, length, weight, 1 - CHARACTERS, prior),
    view(grams!, length, weight, CHARACTERS, prior)
  ]
  return { views, graph: neighbourhood(hybrid, points), weight }
}

/** Four runs over words alone; edges heard as far as the runs agree, and a start where texts agree in all runs. */
export const consensus = (vectors: Vectors, beta: number, fitting: Fitting): Beginning => {
  const points = project(vectors.hybrid, DIMENSIONS)
  const evidence = richEvidence(vectors, beta, points)
  const { graph, weight } = evidence
  const length = totals(vectors.words)
  const runs = RUNS.map((run) => {
    const views = [view(vectors.words, length, weight, 1, { beta: beta * run.beta, cap: run.cap })]
    const start = { theme: cells(points, run), themes: run.most }
    return fit({ views, graph, weight }, start, { ...fitting, size: run.size }).theme
  })
  return { evidence: { ...evidence, graph: agreed(graph, runs) }, graph, start: together(runs) }
}
