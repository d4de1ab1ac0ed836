import type { Rows } from "../text/rows.ts"
import type { Task, Work } from "./crew.ts"
import type { Neighbours } from "./neighbours.ts"

export interface Index {
  readonly start: Int32Array
  /** row << 8 | weight; lists longer than the cap are stored phase after phase of their stride */
  readonly postings: Int32Array
}

const strideOf = (length: number, cap: number): number => Math.max(1, Math.ceil(length / cap))

const phaseStart = (phase: number, length: number, stride: number): number =>
  phase * Math.floor(length / stride) + Math.min(phase, length % stride)

export const phased = (position: number, length: number, cap: number): number => {
  const stride = strideOf(length, cap)
  return phaseStart(position % stride, length, stride) + Math.floor(position / stride)
}

/** Everything that a search reads and writes, in shared memory. */
export interface Search {
  readonly index: Index
  readonly query: Rows
  readonly cap: number
  readonly result: Neighbours
}

/** Rows of one chunk. */
export const ROWS = 1024

/** Finds the neighbours of a chunk of rows. */
export const work: Work<Search> = ({ index, query, cap, result }) => {
  const count = query.start.length - 1
  const sums = new Uint16Array(count)
  const touched = new Int32Array(count)
  return (chunk) => {
    const end = Math.min(count, (chunk + 1) * ROWS)
    for (let row = chunk * ROWS; row < end; row++) {
      const found = gather(index, query, row, cap, sums, touched)
      select(result, row, sums, touched, found)
    }
  }
}

export const searching: Task<Search> = { url: import.meta.url, work }

const gather = (
  index: Index,
  query: Rows,
  row: number,
  cap: number,
  sums: Uint16Array,
  touched: Int32Array
) => {
  const { start, postings } = index
  let found = 0
  for (let q = query.start[row]; q < query.start[row + 1]; q++) {
    const first = start[query.ids[q]]
    const length = start[query.ids[q] + 1] - first
    const stride = strideOf(length, cap)
    const phase = row % stride
    const end = first + phaseStart(phase + 1, length, stride)
    const value = query.values[q]
    for (let p = first + phaseStart(phase, length, stride); p < end; p++) {
      const other = postings[p] >>> 8
      if (sums[other] === 0) touched[found++] = other
      sums[other] += value * (postings[p] & 255)
    }
  }
  return found
}

const select = (
  result: Neighbours,
  row: number,
  sums: Uint16Array,
  touched: Int32Array,
  found: number
): void => {
  const { most, ids, scores } = result
  const first = row * most
  const last = first + most - 1
  for (let t = 0; t < found; t++) {
    const other = touched[t]
    const score = sums[other]
    sums[other] = 0
    if (other === row || score < scores[last] || (score === scores[last] && other > ids[last])) continue
    let p = last
    for (; p > first && (scores[p - 1] < score || (scores[p - 1] === score && ids[p - 1] > other)); p--) {
      ids[p] = ids[p - 1]
      scores[p] = scores[p - 1]
    }
    ids[p] = other
    scores[p] = score
  }
}
