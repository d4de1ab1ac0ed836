// Kernels over 32-bit floats in linear memory, four at a time. Rows hold `d` floats, d a multiple of 4; addresses in bytes.

/** y[r] = sum of value * x[id] over the sparse row r. */
export function multiply(
  rows: i32,
  start: usize,
  ids: usize,
  values: usize,
  x: usize,
  y: usize,
  d: i32
): void {
  const width = (<usize>d) << 2
  for (let r = 0; r < rows; r++) {
    const to = y + <usize>r * width
    memory.fill(to, 0, width)
    const end = load<i32>(start + ((<usize>r + 1) << 2))
    for (let i = load<i32>(start + ((<usize>r) << 2)); i < end; i++) {
      add(
        to,
        x + <usize>load<i32>(ids + ((<usize>i) << 2)) * width,
        load<f32>(values + ((<usize>i) << 2)),
        width
      )
    }
  }
}

/** y[id] += value * x[r] over every entry of the sparse rows; y has `columns` rows and begins at zero. */
export function multiplyTransposed(
  rows: i32,
  columns: i32,
  start: usize,
  ids: usize,
  values: usize,
  x: usize,
  y: usize,
  d: i32
): void {
  const width = (<usize>d) << 2
  memory.fill(y, 0, <usize>columns * width)
  for (let r = 0; r < rows; r++) {
    const from = x + <usize>r * width
    const end = load<i32>(start + ((<usize>r + 1) << 2))
    for (let i = load<i32>(start + ((<usize>r) << 2)); i < end; i++) {
      add(
        y + <usize>load<i32>(ids + ((<usize>i) << 2)) * width,
        from,
        load<f32>(values + ((<usize>i) << 2)),
        width
      )
    }
  }
}

function add(to: usize, from: usize, value: f32, width: usize): void {
  const scale = f32x4.splat(value)
  for (let j: usize = 0; j < width; j += 16)
    v128.store(to + j, f32x4.add(v128.load(to + j), f32x4.mul(scale, v128.load(from + j))))
}

/** The dot product of two rows, summed in a fixed order. */
function dot(a: usize, b: usize, width: usize): f32 {
  let sum = f32x4.splat(0)
  for (let j: usize = 0; j < width; j += 16)
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + j), v128.load(b + j)))
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    f32x4.extract_lane(sum, 2) +
    f32x4.extract_lane(sum, 3)
  )
}

/** scores[i] = point · points[list[i]] */
export function dots(point: usize, points: usize, list: usize, length: i32, scores: usize, d: i32): void {
  const width = (<usize>d) << 2
  for (let i = 0; i < length; i++)
    store<f32>(
      scores + ((<usize>i) << 2),
      dot(point, points + <usize>load<i32>(list + ((<usize>i) << 2)) * width, width)
    )
}

/** best[p] = the centre with the largest dot product, for points from .. to; ties to the smaller centre. */
export function nearest(
  points: usize,
  from: i32,
  to: i32,
  centres: usize,
  k: i32,
  best: usize,
  scores: usize,
  d: i32
): void {
  const width = (<usize>d) << 2
  for (let p = from; p < to; p++) {
    store<f32>(scores + ((<usize>p) << 2), -Infinity)
    store<i32>(best + ((<usize>p) << 2), 0)
  }
  // a block of points stays in the first-level cache while the centres pass
  for (let block = from; block < to; block += 64) {
    const end = min(block + 64, to)
    for (let c = 0; c < k; c++) {
      const centre = centres + <usize>c * width
      for (let p = block; p < end; p++) {
        const score = dot(points + <usize>p * width, centre, width)
        if (score > load<f32>(scores + ((<usize>p) << 2))) {
          store<f32>(scores + ((<usize>p) << 2), score)
          store<i32>(best + ((<usize>p) << 2), c)
        }
      }
    }
  }
}

/** g = transposed x times x, for an n x d matrix. */
export function gram(x: usize, rows: i32, d: i32, g: usize): void {
  const width = (<usize>d) << 2
  memory.fill(g, 0, <usize>d * width)
  for (let r = 0; r < rows; r++) {
    const row = x + <usize>r * width
    for (let i = 0; i < d; i++) add(g + <usize>i * width, row, load<f32>(row + ((<usize>i) << 2)), width)
  }
}

/** y = x times the d x d matrix m, row by row; y may not be x. */
export function times(x: usize, rows: i32, d: i32, m: usize, y: usize): void {
  const width = (<usize>d) << 2
  for (let r = 0; r < rows; r++) {
    const to = y + <usize>r * width
    memory.fill(to, 0, width)
    for (let i = 0; i < d; i++)
      add(to, m + <usize>i * width, load<f32>(x + <usize>r * width + ((<usize>i) << 2)), width)
  }
}
