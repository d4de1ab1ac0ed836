import { Dense } from "./dense.ts"
import { kMeans } from "./k-means.ts"
import type { Neighbours } from "./neighbours.ts"
import type { Points } from "./project.ts"

/** Up to this many points every pair is compared; beyond, only points of neighbouring cells. */
const EXACT = 6_000
/** Points compared with each point beyond that, about. */
const COMPARED = 3_000
const CELL = 60

/** The nearest points of each point by cosine, over the cells of a k-means where points are many; ties to the smaller. */
export const denseNeighbours = (points: Points, most: number): Neighbours => {
  const n = points.values.length / points.d
  const result = { most, ids: new Int32Array(n * most).fill(-1), scores: new Uint16Array(n * most) }
  const dense = new Dense()
  const at = dense.put(points.values)
  const list = dense.room(n * 4)
  const scores = dense.room(n * 4)
  for (const { members, candidates } of groups(points, n)) {
    dense.integers(list, candidates.length).set(candidates)
    for (const member of members) {
      dense.run.dots(at + member * points.d * 4, at, list, candidates.length, scores, points.d)
      select(result, member, candidates, dense.floats(scores, candidates.length))
    }
  }
  return result
}

interface Group {
  readonly members: Int32Array
  readonly candidates: Int32Array
}

const groups = (points: Points, n: number): ReadonlyArray<Group> => {
  const all = Int32Array.from({ length: n }, (_, i) => i)
  if (n <= EXACT) return [{ members: all, candidates: all }]
  const k = Math.ceil(n / CELL)
  const { cell, centres } = kMeans(points, k, 7)
  const members = Array.from({ length: k }, () => [] as Array<number>)
  cell.forEach((one, point) => members[one].push(point))
  return members.map((own, one) => {
    const candidates: Array<number> = []
    for (const other of nearestCells(centres, one)) {
      if (candidates.length >= COMPARED) break
      candidates.push(...members[other])
    }
    return { members: Int32Array.from(own), candidates: Int32Array.from(candidates).sort() }
  })
}

const nearestCells = ({ d, values }: Points, one: number): ReadonlyArray<number> => {
  const similarity = Float64Array.from({ length: values.length / d }, (_, other) => {
    let sum = 0
    for (let i = 0; i < d; i++) sum += values[one * d + i] * values[other * d + i]
    return sum
  })
  return Array.from(similarity.keys()).sort((a, b) => similarity[b] - similarity[a] || a - b)
}

const select = (
  { most, ids, scores }: Neighbours,
  point: number,
  candidates: Int32Array,
  cosines: Float32Array
): void => {
  const first = point * most
  const last = first + most - 1
  for (let c = 0; c < candidates.length; c++) {
    const score = Math.round(cosines[c] * 62_500)
    if (score <= scores[last] || score < 1 || candidates[c] === point) continue
    let p = last
    for (; p > first && scores[p - 1] < score; p--) {
      ids[p] = ids[p - 1]
      scores[p] = scores[p - 1]
    }
    ids[p] = candidates[c]
    scores[p] = score
  }
}
