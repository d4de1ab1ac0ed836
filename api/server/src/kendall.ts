/** Pairs of a list that stand the other way round, counted while it is sorted by merging (W. Knight 1966). */
const inversions = (list: ReadonlyArray<number>): readonly [ReadonlyArray<number>, number] => {
  if (list.length < 2) return [list, 0]
  const middle = list.length >> 1
  const [left, within] = inversions(list.slice(0, middle))
  const [right, beyond] = inversions(list.slice(middle))
  const sorted: Array<number> = []
  let [i, across] = [0, 0]
  for (const value of right) {
    while (i < left.length && left[i]! <= value) sorted.push(left[i++]!)
    across += left.length - i
    sorted.push(value)
  }
  return [[...sorted, ...left.slice(i)], within + beyond + across]
}

/** Kendall's τ between an order and the one in which the same things had these places: 1 the same, -1 reversed. */
export const kendall = (places: ReadonlyArray<number>): number => {
  const pairs = (places.length * (places.length - 1)) / 2
  return pairs === 0 ? 1 : 1 - (2 * inversions(places)[1]) / pairs
}
