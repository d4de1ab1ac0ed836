/** A thing with its place before and after; null where it had or has none. */
export interface FlowItem {
  readonly key: string
  readonly from: number | null
  readonly to: number | null
}

/** A slope between two rows, counted from 0; the row below the last is for all that stands lower. */
export interface FlowLine {
  readonly key: string
  readonly from: number
  readonly to: number
}

type Side = "from" | "to"

const firsts = (items: ReadonlyArray<FlowItem>, side: Side, top: number) =>
  items
    .filter((item) => item[side] !== null)
    .toSorted((a, b) => a[side]! - b[side]!)
    .slice(0, top)

/** The first places of both orders, equal ones sharing a place, and a line for each thing that stands in either. */
export const flowOf = (all: ReadonlyArray<FlowItem>, top: number) => {
  const items = all.filter(({ from, to }) => (from ?? top + 1) <= top || (to ?? top + 1) <= top)
  const before = firsts(items, "from", top)
  const after = firsts(items, "to", top)
  const rows = (list: ReadonlyArray<FlowItem>) => new Map(list.map(({ key }, index) => [key, index]))
  const [left, right] = [rows(before), rows(after)]
  const low = Math.max(before.length, after.length)
  const lines = items.flatMap(({ from, key, to }): ReadonlyArray<FlowLine> => {
    if (from === null || to === null || (!left.has(key) && !right.has(key))) return []
    return [{ key, from: left.get(key) ?? low, to: right.get(key) ?? low }]
  })
  return { before, after, lines }
}
