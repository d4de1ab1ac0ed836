/**
 * Average-link groups of a symmetric similarity matrix (rows × rows, row after row; it is overwritten): two groups join
 * while the mean similarity between their members is at least `least`. A row counts `weight` times. Nearest-neighbour
 * chain with Lance-Williams updates, rows² steps; ties go to the smaller row. Returns the smallest row of each row's group.
 */
export const averageLink = (similarity: Float32Array, weight: Float64Array, least: number): Int32Array => {
  const rows = weight.length
  const size = weight.slice()
  const parent = Int32Array.from({ length: rows }, (_, row) => row)
  const active = Uint8Array.from({ length: rows }, () => 1)
  const chain: Array<number> = []
  for (let seed = active.indexOf(1); seed >= 0; seed = active.indexOf(1)) {
    chain.push(seed)
    while (chain.length > 0) {
      const top = chain[chain.length - 1]
      const near = nearest(similarity, active, top, chain.at(-2) ?? -1)
      if (near < 0 || similarity[top * rows + near] < least) {
        chain.pop()
        active[top] = 0
        continue
      }
      if (near !== chain.at(-2)) {
        chain.push(near)
        continue
      }
      chain.length -= 2
      join(similarity, size, active, Math.min(top, near), Math.max(top, near))
      parent[Math.max(top, near)] = Math.min(top, near)
    }
  }
  const root = (row: number): number => (parent[row] === row ? row : root(parent[row]))
  return parent.map((_, row) => root(row))
}

/** The active row most like `row`; `before` where no other is more so, which lets a chain end. */
const nearest = (similarity: Float32Array, active: Uint8Array, row: number, before: number): number => {
  const rows = active.length
  const first = row * rows
  let best = before
  let most = before >= 0 ? similarity[first + before] : -1
  for (let other = 0; other < rows; other++)
    if (active[other] === 1 && other !== row && similarity[first + other] > most) {
      best = other
      most = similarity[first + other]
    }
  return best
}

const join = (
  similarity: Float32Array,
  size: Float64Array,
  active: Uint8Array,
  kept: number,
  dropped: number
): void => {
  const rows = active.length
  const all = size[kept] + size[dropped]
  active[dropped] = 0
  for (let other = 0; other < rows; other++) {
    if (active[other] === 0 || other === kept) continue
    const mean =
      (size[kept] * similarity[kept * rows + other] + size[dropped] * similarity[dropped * rows + other]) /
      all
    similarity[kept * rows + other] = mean
    similarity[other * rows + kept] = mean
  }
  size[kept] = all
}
