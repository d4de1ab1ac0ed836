import type { Crew, Task, Work } from "./crew.ts"
import type { Graph } from "./graph.ts"
import { sharedShorts } from "./shared.ts"

interface Weighing {
  readonly graph: Graph
  readonly arrows: Graph
  readonly weights: Uint16Array
}

/** Nodes of one chunk. */
const NODES = 1024

/** Weighs the edges of a chunk of nodes. */
export const work: Work<Weighing> = ({ graph, arrows, weights }) => {
  const nodes = graph.start.length - 1
  const mark = new Int32Array(nodes).fill(-1)
  const degree = (node: number) => arrows.start[node + 1] - arrows.start[node] + 1
  const weigh = (node: number): void => {
    mark[node] = node
    for (let i = arrows.start[node]; i < arrows.start[node + 1]; i++) mark[arrows.ends[i]] = node
    for (let i = graph.start[node]; i < graph.start[node + 1]; i++) {
      const other = graph.ends[i]
      let both = mark[other] === node ? 1 : 0
      for (let j = arrows.start[other]; j < arrows.start[other + 1]; j++)
        if (mark[arrows.ends[j]] === node) both++
      const overlap = both / (degree(node) + degree(other) - both)
      weights[i] = Math.max(1, Math.round(graph.weights[i] * overlap))
    }
  }
  return (chunk) => {
    const end = Math.min(nodes, (chunk + 1) * NODES)
    for (let node = chunk * NODES; node < end; node++) weigh(node)
  }
}

const weighing: Task<Weighing> = { url: import.meta.url, work }

/** The edges of `graph`, each weighed by the Jaccard overlap of its ends' own neighbourhoods (`arrows`, self included). */
export const sharedNeighbours = (graph: Graph, arrows: Graph, crew: Crew): Graph => {
  const weights = sharedShorts(graph.ends.length)
  crew.share(weighing, { graph, arrows, weights }, Math.ceil((graph.start.length - 1) / NODES))
  return { start: graph.start, ends: graph.ends, weights }
}
