import { Worker } from "node:worker_threads"
import type { Rows } from "../text/rows.ts"

/** The nearest rows of each row, nearest first: `ids[row * most + i]`, -1 after the last; scores 1 .. 62500 = cosine 1. */
export interface Neighbours {
  readonly most: number
  readonly ids: Int32Array
  readonly scores: Uint16Array
}

export interface Pruning {
  /** neighbours of each row */
  readonly most: number
  /** heaviest features of a row that are looked up */
  readonly asked: number
  /** heaviest features of a row that can be found */
  readonly indexed: number
  /** rows looked at for one feature; a longer list is read with an even stride */
  readonly cap: number
}

/** Weights are whole numbers up to 250, so that a cosine fits 16 bits and no sum depends on its order. */
const UNIT = 250

export interface Index {
  readonly start: Int32Array
  /** row << 8 | weight; lists longer than the cap are stored phase after phase of their stride */
  readonly postings: Int32Array
}

const heaviest = (rows: Rows, most: number): Rows => {
  const start = sharedIntegers(rows.start.length)
  const ids = sharedIntegers(Math.min(rows.ids.length, (start.length - 1) * most))
  const values = new Float32Array(new SharedArrayBuffer(4 * ids.length))
  let end = 0
  for (let row = 0; row + 1 < start.length; row++) {
    const order: Array<number> = []
    for (let i = rows.start[row]; i < rows.start[row + 1]; i++) order.push(i)
    order.sort((a, b) => rows.values[b] - rows.values[a] || a - b)
    for (const i of order.slice(0, most)) {
      ids[end] = rows.ids[i]
      values[end++] = Math.max(1, Math.round(rows.values[i] * UNIT))
    }
    start[row + 1] = end
  }
  return { start, ids, values, columns: rows.columns }
}

const indexOf = (rows: Rows, cap: number): Index => {
  const start = sharedIntegers(rows.columns + 1)
  for (const id of rows.ids) start[id + 1]++
  for (let id = 0; id < rows.columns; id++) start[id + 1] += start[id]
  const postings = sharedIntegers(rows.ids.length)
  const filled = new Int32Array(rows.columns)
  for (let row = 0; row + 1 < rows.start.length; row++)
    for (let i = rows.start[row]; i < rows.start[row + 1]; i++) {
      const id = rows.ids[i]
      const place = phased(filled[id]++, start[id + 1] - start[id], cap)
      postings[start[id] + place] = (row << 8) | rows.values[i]
    }
  return { start, postings }
}

const strideOf = (length: number, cap: number): number => Math.max(1, Math.ceil(length / cap))

const phaseStart = (phase: number, length: number, stride: number): number =>
  phase * Math.floor(length / stride) + Math.min(phase, length % stride)

const phased = (position: number, length: number, cap: number): number => {
  const stride = strideOf(length, cap)
  return phaseStart(position % stride, length, stride) + Math.floor(position / stride)
}

/** Everything that a search reads and writes, in shared memory. */
export interface Search {
  readonly index: Index
  readonly query: Rows
  readonly cap: number
  readonly result: Neighbours
  /** [next row to search, rows searched] */
  readonly progress: Int32Array
}

/** Rows that a searcher takes at a time. */
const CHUNK = 1024
/** Below this many rows a second thread costs more than it brings. */
const MANY = 50_000

/**
 * Nearest rows by cosine over a pruned inverted index (rows of unit length). Ties go to the smaller row; the same
 * result for any number of threads.
 */
export const neighbours = (rows: Rows, { most, asked, indexed, cap }: Pruning, threads = 1): Neighbours => {
  const count = rows.start.length - 1
  const result = {
    most,
    ids: sharedIntegers(count * most).fill(-1),
    scores: new Uint16Array(new SharedArrayBuffer(2 * count * most))
  }
  const search: Search = {
    index: indexOf(heaviest(rows, indexed), cap),
    query: heaviest(rows, asked),
    cap,
    result,
    progress: sharedIntegers(2)
  }
  const others = count < MANY ? 0 : threads - 1
  for (let i = 0; i < others; i++)
    new Worker(new URL("neighbours-worker.ts", import.meta.url), { workerData: search }).unref()
  searchChunks(search)
  for (let done = 0; (done = Atomics.load(search.progress, 1)) < count;)
    Atomics.wait(search.progress, 1, done)
  return result
}

/** Takes chunks of rows until none is left, and says how many were searched. */
export const searchChunks = ({ index, query, cap, result, progress }: Search): void => {
  const count = query.start.length - 1
  const sums = new Uint16Array(count)
  const touched = new Int32Array(count)
  for (let first = 0; (first = Atomics.add(progress, 0, CHUNK)) < count;) {
    const end = Math.min(count, first + CHUNK)
    for (let row = first; row < end; row++) {
      const found = gather(index, query, row, cap, sums, touched)
      select(result, row, sums, touched, found)
    }
    Atomics.add(progress, 1, end - first)
    Atomics.notify(progress, 1)
  }
}

const sharedIntegers = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length))

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
