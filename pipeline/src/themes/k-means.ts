import { Dense } from "./dense.ts"
import type { Points } from "./project.ts"
import { random } from "./random.ts"

export interface Cells {
  /** cell of each point */
  readonly cell: Int32Array
  /** centres, rows of unit length */
  readonly centres: Points
}

/** Points that the centres are learnt from, at most. */
const SAMPLE = 10_000
const ROUNDS = 12

/** Spherical k-means (Dhillon and Modha 2001) from k points that a seed picks; ties to the smaller cell. */
export const kMeans = ({ d, values }: Points, k: number, seed: number): Cells => {
  const n = values.length / d
  const order = shuffled(n, random(seed))
  const sample = order.slice(0, Math.min(n, Math.max(SAMPLE, 8 * k))).sort()
  const dense = new Dense()
  const points = dense.put(values)
  const learnt = dense.put(picked(values, d, sample))
  const centres = dense.put(picked(values, d, order.slice(0, k)))
  const best = dense.room(n * 4)
  const scores = dense.room(n * 4)
  for (let round = 0; round < ROUNDS; round++) {
    dense.run.nearest(learnt, 0, sample.length, centres, k, best, scores, d)
    recentre(
      dense.floats(learnt, sample.length * d),
      dense.integers(best, sample.length),
      dense.floats(centres, k * d),
      d
    )
  }
  dense.run.nearest(points, 0, n, centres, k, best, scores, d)
  return {
    cell: dense.integers(best, n).slice(),
    centres: { d, values: dense.floats(centres, k * d).slice() }
  }
}

const shuffled = (n: number, next: () => number): Int32Array => {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  return order
}

const picked = (values: Float32Array, d: number, rows: Int32Array): Float32Array => {
  const result = new Float32Array(rows.length * d)
  rows.forEach((row, i) => result.set(values.subarray(row * d, (row + 1) * d), i * d))
  return result
}

/** Centres move to the mean direction of their points; an empty cell keeps its centre. */
const recentre = (points: Float32Array, cell: Int32Array, centres: Float32Array, d: number): void => {
  const sums = new Float64Array(centres.length)
  for (let p = 0; p < cell.length; p++) for (let i = 0; i < d; i++) sums[cell[p] * d + i] += points[p * d + i]
  for (let c = 0; c < centres.length; c += d) {
    let squares = 0
    for (let i = 0; i < d; i++) squares += sums[c + i] ** 2
    if (squares > 0) for (let i = 0; i < d; i++) centres[c + i] = sums[c + i] / Math.sqrt(squares)
  }
}
