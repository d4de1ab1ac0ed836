import type { Rows } from "../text/rows.ts"
import { Crew } from "./crew.ts"
import { byOffset, type Index, ROWS, type Search, searching } from "./search.ts"
import { sharedFloats, sharedIntegers, sharedShorts } from "./shared.ts"

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
  /** rows looked at for one feature */
  readonly cap: number
}

/** Weights are whole numbers up to 250, so that a cosine fits 16 bits and no sum depends on its order. */
const UNIT = 250

/** The heaviest entries of each row, their weights as whole numbers. */
const heaviest = (rows: Rows, most: number): Rows => {
  const start = sharedIntegers(rows.start.length)
  const ids = sharedIntegers(Math.min(rows.ids.length, (start.length - 1) * most))
  const values = sharedFloats(ids.length)
  const top = new Int32Array(Math.min(most, rows.ids.length))
  for (let row = 0; row + 1 < start.length; row++) {
    const length = pick(rows, row, most, top)
    const first = start[row]
    for (let i = 0; i < length; i++) {
      ids[first + i] = rows.ids[top[i]]
      values[first + i] = Math.max(1, Math.round(rows.values[top[i]] * UNIT))
    }
    start[row + 1] = first + length
  }
  return { start, ids, values, columns: rows.columns }
}

/** Puts the places of a row's heaviest entries into `top`, ties to the earlier; returns how many there are. */
const pick = ({ start, values }: Rows, row: number, most: number, top: Int32Array): number => {
  const length = Math.min(most, start[row + 1] - start[row])
  for (let i = 0; i < length; i++) top[i] = start[row] + i
  if (start[row + 1] - start[row] <= most) return length
  top.subarray(0, length).sort((a, b) => values[b] - values[a] || a - b)
  for (let i = start[row] + length; i < start[row + 1]; i++) {
    let at = length - 1
    if (values[i] <= values[top[at]]) continue
    for (; at > 0 && values[top[at - 1]] < values[i]; at--) top[at] = top[at - 1]
    top[at] = i
  }
  return length
}

const indexOf = (rows: Rows): Index => {
  const start = sharedIntegers(rows.columns + 1)
  for (const id of rows.ids) start[id + 1]++
  for (let id = 0; id < rows.columns; id++) start[id + 1] += start[id]
  const postings = sharedIntegers(rows.ids.length)
  const next = start.slice()
  for (let row = 0; row + 1 < rows.start.length; row++)
    for (let i = rows.start[row]; i < rows.start[row + 1]; i++)
      postings[next[rows.ids[i]]++] = (row << 8) | rows.values[i]
  return { start, postings }
}

/**
 * Nearest rows by cosine over a pruned inverted index (rows of unit length). Ties go to the smaller row; the same
 * result for any number of threads.
 */
export const neighbours = (
  rows: Rows,
  { most, asked, indexed, cap }: Pruning,
  crew = new Crew(1)
): Neighbours => {
  const count = rows.start.length - 1
  const result = { most, ids: sharedIntegers(count * most).fill(-1), scores: sharedShorts(count * most) }
  const query = heaviest(rows, asked)
  const index = indexOf(asked === indexed ? query : heaviest(rows, indexed))
  const search: Search = { index, query, cap, order: byOffset(count), result }
  crew.share(searching, search, Math.ceil(count / ROWS))
  return result
}
