import type { Rows } from "../text/rows.ts"
import type { Crew } from "./crew.ts"
import { denseNeighbours } from "./dense-neighbours.ts"
import { arrows, type Graph, joined, symmetric, transposed } from "./graph.ts"
import { neighbours } from "./neighbours.ts"
import type { Points } from "./project.ts"

const NEAREST = 15
const DENSE_NEAREST = 10
const DENSE_SHARE = 0.5

const ascending = (graph: Graph): Graph => transposed(transposed(graph))

/** Who resembles whom: neighbours by shared features, and at half weight by nearness in the latent space. */
export const neighbourhood = (hybrid: Rows, points: Points, crew: Crew): Graph => {
  const lexical = neighbours(hybrid, { most: NEAREST, asked: 24, indexed: Infinity, cap: 1000 }, crew)
  const dense = denseNeighbours(points, DENSE_NEAREST)
  const both = joined(
    ascending(arrows(lexical, true)),
    ascending(arrows(dense, true, DENSE_SHARE)),
    (x, y) => x + y
  )
  return symmetric(both)
}
