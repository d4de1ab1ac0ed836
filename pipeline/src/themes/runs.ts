import type { Vectors } from "../text/vectors.ts"
import { totals } from "../text/rows.ts"
import { agreed, together } from "./consensus.ts"
import type { Crew } from "./crew.ts"
import type { Evidence, Fitting } from "./fit.ts"
import type { Graph } from "./graph.ts"
import { neighbourhood } from "./neighbourhood.ts"
import { RUNS, running } from "./one-run.ts"
import { type Points, project } from "./project.ts"
import { shared, sharedIntegers } from "./shared.ts"
import { view } from "./view.ts"

export const DIMENSIONS = 100
const CAP = 4
const CHARACTERS = 0.2

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
  points: Points,
  crew: Crew
): Evidence => {
  const length = totals(words)
  const prior = { beta, cap: CAP }
  const views = [
    view(words, length, weight, 1 - CHARACTERS, prior),
    view(grams, length, weight, CHARACTERS, prior)
  ]
  return { views, graph: neighbourhood(hybrid, points, crew), weight }
}

/** Four runs over words alone; edges heard as far as the runs agree, and a start where texts agree in all runs. */
export const consensus = (vectors: Vectors, beta: number, fitting: Fitting, crew: Crew): Beginning => {
  const points = project(vectors.hybrid, DIMENSIONS)
  const evidence = richEvidence(vectors, beta, points, crew)
  const { graph, weight } = evidence
  const { words } = vectors
  const runs = RUNS.map(() => sharedIntegers(weight.length))
  crew.share(
    running,
    shared({ graph, weight, words, length: totals(words), points, beta, fitting, runs }),
    RUNS.length
  )
  return { evidence: { ...evidence, graph: agreed(graph, runs) }, graph, start: together(runs) }
}
