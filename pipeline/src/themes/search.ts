import type { Rows } from "../text/rows.ts"
import type { Task, Work } from "./crew.ts"
import type { Neighbours } from "./neighbours.ts"
import { sharedIntegers } from "./shared.ts"

export interface Index {
  readonly start: Int32Array
  /** row << 8 | weight, ascending in each list */
  readonly postings: Int32Array
}

/** Everything that a search reads and writes, in shared memory. */
export interface Search {
  readonly index: Index
  readonly query: Rows
  readonly cap: number
  /** the rows by where they begin to read long lists: those of one chunk read the same stretches */
  readonly order: Int32Array
  readonly result: Neighbours
}

/** Rows of one chunk. */
export const ROWS = 1024

/** Finds the neighbours of a chunk of rows. */
export const work: Work<Search> = ({ index, query, cap, order, result }) => {
  const count = order.length
  const sums = new Uint16Array(count)
  const touched = new Int32Array(count)
  return (chunk) => {
    const end = Math.min(count, (chunk + 1) * ROWS)
    for (let i = chunk * ROWS; i < end; i++) {
      const row = order[i]
      const found = gather(index, query, row, cap, sums, touched)
      select(result, row, sums, touched, found)
    }
  }
}

export const searching: Task<Search> = { url: import.meta.url, work }

/** Where a row begins to read long lists: anywhere, but in all of them at the same place. */
const offsetOf = (row: number, count: number): number =>
  Math.floor(((Math.imul(row + 1, 0x9e3779b1) >>> 0) / 2 ** 32) * count)

/** All rows, those that begin earlier first. */
export const byOffset = (count: number): Int32Array => {
  const next = new Int32Array(count + 1)
  for (let row = 0; row < count; row++) next[offsetOf(row, count) + 1]++
  for (let offset = 0; offset < count; offset++) next[offset + 1] += next[offset]
  const order = sharedIntegers(count)
  for (let row = 0; row < count; row++) order[next[offsetOf(row, count)]++] = row
  return order
}

/** The first place of a list whose row is at least `row`. */
const placeOf = (postings: Int32Array, first: number, last: number, row: number): number => {
  let [low, high] = [first, last]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (postings[middle] >>> 8 < row) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Adds up the products with all rows that share a feature. Of a list longer than the cap as many rows are read as the
 * cap allows, from one place on in all such lists: what is read at all is mostly read whole.
 */
const gather = (
  { start, postings }: Index,
  query: Rows,
  row: number,
  cap: number,
  sums: Uint16Array,
  touched: Int32Array
) => {
  const offset = offsetOf(row, sums.length)
  let found = 0
  for (let q = query.start[row]; q < query.start[row + 1]; q++) {
    const first = start[query.ids[q]]
    const last = start[query.ids[q] + 1]
    const value = query.values[q]
    let p = last - first > cap ? placeOf(postings, first, last, offset) : first
    for (let left = Math.min(cap, last - first); left > 0; left--, p++) {
      if (p === last) p = first
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
