import { totals } from "../text/rows.ts"
import type { Vectors } from "../text/vectors.ts"
import type { Found } from "./consensus-fit.ts"
import { fit, type Fitting } from "./fit.ts"
import { arrows, sharedNeighbours, symmetric } from "./graph.ts"
import { neighbours } from "./neighbours.ts"
import { propagate } from "./propagate.ts"
import { view } from "./view.ts"

const CAP = 4

/** Themes of a large corpus: one run over words from a propagated start; linear in texts. */
export const propagatedFit = ({ weight, words, hybrid }: Vectors, beta: number, fitting: Fitting): Found => {
  const directed = arrows(neighbours(hybrid, { most: 15, asked: 12, indexed: 12, cap: 400 }), false)
  const graph = symmetric(directed)
  const views = [view(words, totals(words), weight, 1, { beta, cap: CAP })]
  const evidence = { views, graph, weight }
  return { evidence, partition: fit(evidence, propagate(sharedNeighbours(graph, directed)), fitting) }
}
