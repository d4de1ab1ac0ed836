import type { Neighbours } from "./neighbours.ts"

/** A weighted graph by rows: node d is joined to `ends[start[d] .. start[d + 1])`; weights are whole numbers >= 1. */
export interface Graph {
  readonly start: Int32Array
  readonly ends: Int32Array
  readonly weights: Uint16Array
}

/** The weight of an edge as strong as an edge can be. */
export const STRONGEST = 40_000

/** Arrows from each row to its neighbours, weighed by cosine: absolute, or relative to the row's nearest neighbour. */
export const arrows = ({ most, ids, scores }: Neighbours, relative: boolean, share = 1): Graph => {
  const count = ids.length / most
  const start = new Int32Array(count + 1)
  const ends = new Int32Array(ids.length)
  const weights = new Uint16Array(ids.length)
  let end = 0
  for (let row = 0; row < count; row++) {
    const scale = (share * STRONGEST) / (relative ? scores[row * most] : 62_500)
    for (let i = row * most; i < (row + 1) * most && ids[i] >= 0; i++) {
      ends[end] = ids[i]
      weights[end++] = Math.max(1, Math.round(scores[i] * scale))
    }
    start[row + 1] = end
  }
  return { start, ends: ends.slice(0, end), weights: weights.slice(0, end) }
}

/** Every arrow turned round; the ends of each row ascend. */
export const transposed = ({ start, ends, weights }: Graph): Graph => {
  const turned = new Int32Array(start.length)
  for (const end of ends) turned[end + 1]++
  for (let node = 0; node + 1 < turned.length; node++) turned[node + 1] += turned[node]
  const next = turned.slice()
  const result = { start: turned, ends: new Int32Array(ends.length), weights: new Uint16Array(ends.length) }
  for (let node = 0; node + 1 < start.length; node++)
    for (let i = start[node]; i < start[node + 1]; i++) {
      const place = next[ends[i]]++
      result.ends[place] = node
      result.weights[place] = weights[i]
    }
  return result
}

/** Both graphs' edges (ends ascending in each row); an edge in both gets `join` of its two weights. */
export const joined = (a: Graph, b: Graph, join: (x: number, y: number) => number): Graph => {
  const start = new Int32Array(a.start.length)
  const ends = new Int32Array(a.ends.length + b.ends.length)
  const weights = new Uint16Array(ends.length)
  let end = 0
  for (let node = 0; node + 1 < start.length; node++) {
    let i = a.start[node]
    let j = b.start[node]
    while (i < a.start[node + 1] || j < b.start[node + 1]) {
      const x = i < a.start[node + 1] ? a.ends[i] : Infinity
      const y = j < b.start[node + 1] ? b.ends[j] : Infinity
      ends[end] = Math.min(x, y)
      weights[end++] =
        x === y ? join(a.weights[i++], b.weights[j++]) : x < y ? a.weights[i++] : b.weights[j++]
    }
    start[node + 1] = end
  }
  return { start, ends: ends.slice(0, end), weights: weights.slice(0, end) }
}

/** An edge where there is an arrow either way, as strong as the stronger. */
export const symmetric = (arrows: Graph): Graph => {
  const back = transposed(arrows)
  return joined(transposed(back), back, Math.max)
}

/** The edges of `graph`, each weighed by the Jaccard overlap of its ends' own neighbourhoods (`arrows`, self included). */
export const sharedNeighbours = (graph: Graph, arrows: Graph): Graph => {
  const { start, ends } = graph
  const weights = new Uint16Array(ends.length)
  const mark = new Int32Array(start.length).fill(-1)
  const degree = (node: number) => arrows.start[node + 1] - arrows.start[node] + 1
  for (let node = 0; node + 1 < start.length; node++) {
    mark[node] = node
    for (let i = arrows.start[node]; i < arrows.start[node + 1]; i++) mark[arrows.ends[i]] = node
    for (let i = start[node]; i < start[node + 1]; i++) {
      const other = ends[i]
      let both = mark[other] === node ? 1 : 0
      for (let j = arrows.start[other]; j < arrows.start[other + 1]; j++)
        if (mark[arrows.ends[j]] === node) both++
      const overlap = both / (degree(node) + degree(other) - both)
      weights[i] = Math.max(1, Math.round(graph.weights[i] * overlap))
    }
  }
  return { start, ends, weights }
}
