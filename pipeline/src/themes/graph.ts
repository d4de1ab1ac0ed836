import type { Neighbours } from "./neighbours.ts"
import { sharedIntegers, sharedShorts } from "./shared.ts"

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
  const start = sharedIntegers(count + 1)
  const ends = sharedIntegers(ids.length)
  const weights = sharedShorts(ids.length)
  let end = 0
  for (let row = 0; row < count; row++) {
    const scale = (share * STRONGEST) / (relative ? scores[row * most] : 62_500)
    for (let i = row * most; i < (row + 1) * most && ids[i] >= 0; i++) {
      ends[end] = ids[i]
      weights[end++] = Math.max(1, Math.round(scores[i] * scale))
    }
    start[row + 1] = end
  }
  return { start, ends: ends.subarray(0, end), weights: weights.subarray(0, end) }
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
  const start = sharedIntegers(a.start.length)
  const ends = sharedIntegers(a.ends.length + b.ends.length)
  const weights = sharedShorts(ends.length)
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
  return { start, ends: ends.subarray(0, end), weights: weights.subarray(0, end) }
}

/** An edge where there is an arrow either way, as strong as the stronger. */
export const symmetric = (arrows: Graph): Graph => {
  const back = transposed(arrows)
  return joined(transposed(back), back, Math.max)
}
