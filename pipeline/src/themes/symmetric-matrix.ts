/** Eigenvalues and eigenvectors (columns) of a symmetric d x d matrix by cyclic Jacobi rotations. */
export const eigen = (
  matrix: Float64Array,
  d: number
): { readonly values: Float64Array; readonly vectors: Float64Array } => {
  const a = matrix.slice()
  const vectors = new Float64Array(d * d)
  for (let i = 0; i < d; i++) vectors[i * d + i] = 1
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0
    for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) off += a[i * d + j] ** 2
    if (off < 1e-18 * trace(a, d) ** 2) break
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) rotate(a, vectors, d, p, q)
  }
  return { values: Float64Array.from({ length: d }, (_, i) => a[i * d + i]), vectors }
}

const trace = (a: Float64Array, d: number): number => {
  let sum = 0
  for (let i = 0; i < d; i++) sum += a[i * d + i]
  return sum
}

const rotate = (a: Float64Array, vectors: Float64Array, d: number, p: number, q: number): void => {
  const pq = a[p * d + q]
  if (pq === 0) return
  const theta = (a[q * d + q] - a[p * d + p]) / (2 * pq)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let i = 0; i < d; i++) turn(a, i * d + p, i * d + q, c, s)
  for (let i = 0; i < d; i++) turn(a, p * d + i, q * d + i, c, s)
  for (let i = 0; i < d; i++) turn(vectors, i * d + p, i * d + q, c, s)
}

const turn = (a: Float64Array, x: number, y: number, c: number, s: number): void => {
  const one = a[x]
  const two = a[y]
  a[x] = c * one - s * two
  a[y] = s * one + c * two
}

/** The inverse of the upper Cholesky factor of a positive matrix: its product with the matrix's root is orthonormal. */
export const whitening = (matrix: Float64Array, d: number): Float64Array => {
  const lower = new Float64Array(d * d)
  const ridge = (1e-7 * trace(matrix, d)) / d + 1e-30
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * d + j] + (i === j ? ridge : 0)
      for (let k = 0; k < j; k++) sum -= lower[i * d + k] * lower[j * d + k]
      lower[i * d + j] = i === j ? Math.sqrt(Math.max(sum, ridge)) : sum / lower[j * d + j]
    }
  return invertedTransposed(lower, d)
}

const invertedTransposed = (lower: Float64Array, d: number): Float64Array => {
  const result = new Float64Array(d * d)
  for (let column = 0; column < d; column++)
    for (let i = column; i < d; i++) {
      let sum = i === column ? 1 : 0
      for (let k = column; k < i; k++) sum -= lower[i * d + k] * result[column * d + k]
      result[column * d + i] = sum / lower[i * d + i]
    }
  return result
}
