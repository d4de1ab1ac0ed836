import type { Graph } from "./graph.ts"

/**
 * Label propagation in node order from one label a node: each node takes the label its edges weigh most, ties to the
 * smaller label (Raghavan et al. 2007). Only nodes with a neighbour that changed are asked again.
 */
export const propagate = (
  graph: Graph,
  rounds = 20,
  label = Int32Array.from({ length: graph.start.length - 1 }, (_, i) => i)
) => {
  const nodes = label.length
  const votes = new Float64Array(nodes)
  const waiting = new Uint8Array(nodes).fill(1)
  for (let round = 0; round < rounds; round++) {
    let changed = 0
    for (let node = 0; node < nodes; node++) {
      if (waiting[node] === 0) continue
      waiting[node] = 0
      const winner = loudest(graph, node, label, votes)
      if (winner === label[node]) continue
      label[node] = winner
      changed++
      for (let i = graph.start[node]; i < graph.start[node + 1]; i++) waiting[graph.ends[i]] = 1
    }
    if (changed <= nodes * 1e-3) break
  }
  return label
}

const loudest = (
  { start, ends, weights }: Graph,
  node: number,
  label: Int32Array,
  votes: Float64Array
): number => {
  let winner = label[node]
  let best = 0
  for (let i = start[node]; i < start[node + 1]; i++) votes[label[ends[i]]] += weights[i]
  for (let i = start[node]; i < start[node + 1]; i++) {
    const candidate = label[ends[i]]
    const vote = votes[candidate]
    if (vote > best || (vote === best && candidate < winner)) {
      best = vote
      winner = candidate
    }
  }
  for (let i = start[node]; i < start[node + 1]; i++) votes[label[ends[i]]] = 0
  return winner
}
