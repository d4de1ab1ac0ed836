import type { Rows } from "../text/rows.ts"
import { Dense } from "./dense.ts"
import { random } from "./random.ts"
import { eigen, whitening } from "./symmetric-matrix.ts"

/** Points of unit length (or zero), `d` numbers a row. */
export interface Points {
  readonly d: number
  readonly values: Float32Array
}

const ITERATIONS = 3
const SPARE = 12

/**
 * Latent semantic analysis: the rows in the space of their `dimensions` strongest singular directions, scaled to
 * length 1. Randomised subspace iteration (Halko et al. 2011) from a fixed seed.
 */
export const project = (rows: Rows, dimensions: number): Points => {
  const n = rows.start.length - 1
  const kept = Math.max(4, Math.min(dimensions, rows.columns, n) & ~3)
  const d = (kept + SPARE + 3) & ~3
  const dense = new Dense()
  const at = { start: dense.put(rows.start), ids: dense.put(rows.ids), values: dense.put(rows.values) }
  const left = dense.room(n * d * 4)
  const right = dense.room(rows.columns * d * 4)
  const spare = dense.room(Math.max(n, rows.columns) * d * 4)
  const square = dense.room(d * d * 4)
  const forward = () => dense.run.multiply(n, at.start, at.ids, at.values, right, left, d)
  const back = () =>
    dense.run.multiplyTransposed(n, rows.columns, at.start, at.ids, at.values, left, right, d)
  const gram = (x: number, length: number): Float64Array => {
    dense.run.gram(x, length, d, square)
    return Float64Array.from(dense.floats(square, d * d))
  }
  const turn = (x: number, length: number, matrix: Float64Array): void => {
    dense.floats(square, d * d).set(matrix)
    dense.run.times(x, length, d, square, spare)
    dense.floats(x, length * d).set(dense.floats(spare, length * d))
  }
  const orthonormal = (x: number, length: number) => turn(x, length, whitening(gram(x, length), d))
  gaussian(dense.floats(right, rows.columns * d))
  for (let step = 0; step < ITERATIONS; step++) {
    forward()
    orthonormal(left, n)
    back()
    if (step < ITERATIONS - 1) orthonormal(right, rows.columns)
  }
  const { values, vectors } = eigen(gram(right, rows.columns), d)
  turn(left, n, scaled(values, vectors, d))
  return unit(dense.floats(left, n * d), n, d, kept)
}

const gaussian = (into: Float32Array): void => {
  const next = random(1)
  for (let i = 0; i < into.length; i++) into[i] = next() + next() + next() + next() - 2
}

/** Eigenvectors as columns, strongest first, each times its singular value. */
const scaled = (values: Float64Array, vectors: Float64Array, d: number): Float64Array => {
  const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b)
  return Float64Array.from({ length: d * d }, (_, i) => {
    const column = order[i % d]
    return vectors[Math.floor(i / d) * d + column] * Math.sqrt(Math.max(0, values[column]))
  })
}

const unit = (from: Float32Array, n: number, wide: number, d: number): Points => {
  const values = new Float32Array(n * d)
  for (let row = 0; row < n; row++) {
    let squares = 0
    for (let i = 0; i < d; i++) squares += from[row * wide + i] ** 2
    const scale = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0
    for (let i = 0; i < d; i++) values[row * d + i] = from[row * wide + i] * scale
  }
  return { d, values }
}
