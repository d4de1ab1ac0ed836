/** A sparse matrix by rows: row r holds `ids[start[r] .. start[r + 1])`, ascending, with their values. */
export interface Rows {
  readonly start: Int32Array
  readonly ids: Int32Array
  readonly values: Float32Array
  readonly columns: number
}

/** Rows from the features that `read` emits for each row, repeated features counted. */
export const counted = (
  rows: number,
  columns: number,
  read: (row: number, emit: (feature: number) => void) => void
): Rows => {
  const start = new Int32Array(rows + 1)
  const count = new Int32Array(columns)
  let ids = new Int32Array(Math.max(16, rows * 8))
  let values = new Float32Array(ids.length)
  let end = 0
  const emit = (feature: number): void => {
    if (count[feature]++ > 0) return
    if (end === ids.length) {
      ids = larger(ids, new Int32Array(end * 2))
      values = larger(values, new Float32Array(end * 2))
    }
    ids[end++] = feature
  }
  for (let row = 0; row < rows; row++) {
    read(row, emit)
    ids.subarray(start[row], end).sort()
    for (let i = start[row]; i < end; i++) {
      values[i] = count[ids[i]]
      count[ids[i]] = 0
    }
    start[row + 1] = end
  }
  return { start, ids: ids.slice(0, end), values: values.slice(0, end), columns }
}

const larger = <A extends Int32Array | Float32Array>(from: A, to: A): A => {
  to.set(from)
  return to
}

/** In how many rows each column stands, a row counting `weight[row]` times. */
export const frequencies = (rows: Rows, weight: Int32Array): Float64Array => {
  const result = new Float64Array(rows.columns)
  for (let row = 0; row < weight.length; row++)
    for (let i = rows.start[row]; i < rows.start[row + 1]; i++) result[rows.ids[i]] += weight[row]
  return result
}

/** Only the columns that `keep` names, renumbered without gaps. */
export const filtered = (rows: Rows, keep: (column: number) => boolean): Rows => {
  const renumbered = new Int32Array(rows.columns).fill(-1)
  let columns = 0
  for (let column = 0; column < rows.columns; column++) if (keep(column)) renumbered[column] = columns++
  let kept = 0
  for (let i = 0; i < rows.ids.length; i++) if (renumbered[rows.ids[i]] >= 0) kept++
  const start = new Int32Array(rows.start.length)
  const ids = new Int32Array(kept)
  const values = new Float32Array(kept)
  let end = 0
  for (let row = 0; row + 1 < start.length; row++) {
    for (let i = rows.start[row]; i < rows.start[row + 1]; i++) {
      if (renumbered[rows.ids[i]] < 0) continue
      ids[end] = renumbered[rows.ids[i]]
      values[end++] = rows.values[i]
    }
    start[row + 1] = end
  }
  return { start, ids, values, columns }
}

/** Scales each row to length 1, in place; an empty row stays empty. */
export const normalise = (rows: Rows): Rows => {
  const { start, values } = rows
  for (let row = 0; row + 1 < start.length; row++) {
    let squares = 0
    for (let i = start[row]; i < start[row + 1]; i++) squares += values[i] * values[i]
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let i = start[row]; i < start[row + 1]; i++) values[i] *= scale
  }
  return rows
}

/** Blocks side by side, the values of each multiplied by its weight. */
export const beside = (blocks: ReadonlyArray<{ readonly rows: Rows; readonly weight: number }>): Rows => {
  const length = blocks[0].rows.start.length
  const total = blocks.reduce((sum, { rows }) => sum + rows.ids.length, 0)
  const start = new Int32Array(length)
  const ids = new Int32Array(total)
  const values = new Float32Array(total)
  let end = 0
  for (let row = 0; row + 1 < length; row++) {
    let first = 0
    for (const { rows, weight } of blocks) {
      for (let i = rows.start[row]; i < rows.start[row + 1]; i++) {
        ids[end] = first + rows.ids[i]
        values[end++] = weight * rows.values[i]
      }
      first += rows.columns
    }
    start[row + 1] = end
  }
  return { start, ids, values, columns: blocks.reduce((sum, { rows }) => sum + rows.columns, 0) }
}

/** Sum of each row. */
export const totals = (rows: Rows): Float64Array => {
  const result = new Float64Array(rows.start.length - 1)
  for (let row = 0; row < result.length; row++)
    for (let i = rows.start[row]; i < rows.start[row + 1]; i++) result[row] += rows.values[i]
  return result
}
