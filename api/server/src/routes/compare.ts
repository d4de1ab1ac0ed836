import type { BacklogItem } from "@otklik/contract/backlog"
import { compare, type Compared, type Comparison } from "@otklik/contract/compare"
import type { SliceQuery } from "@otklik/contract/slice"
import { Effect } from "effect"
import { changesBetween } from "../changes-between.ts"
import { fromStore } from "../endpoint.ts"
import { type Ranking, ranking } from "../ranking.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"

/** What one side asks for: the keys that begin with its name. */
const sideOf = (side: "left" | "right", query: object) => {
  const own = Object.entries(query).flatMap(([key, value]) =>
    key.startsWith(`${side}_`) ? [[key.slice(side.length + 1), value] as const] : []
  )
  const { as_of: asOf, ...slice } = Object.fromEntries(own) as SliceQuery & { readonly as_of?: string }
  return { asOf, slice }
}

interface Side extends Ranking {
  readonly file: SnapshotFile
}

const told = ({ file, items, sliced }: Side): Comparison["left"] => ({
  snapshot: file.id,
  asOf: file.asOf,
  sliced,
  total: items.length
})

const paired = (left: Side, right: Side): ReadonlyArray<Omit<Compared, "change">> => {
  const byTheme = new Map(left.items.map((item) => [item.theme, item]))
  const known = new Set(right.items.map(({ theme }) => theme))
  const pair = (one: BacklogItem | null, other: BacklogItem | null) => {
    const { theme, title } = (other ?? one)!
    return { theme, title, left: one, right: other }
  }
  return [
    ...right.items.map((item) => pair(byTheme.get(item.theme) ?? null, item)),
    ...left.items.filter(({ theme }) => !known.has(theme)).map((item) => pair(item, null))
  ]
}

const sideIn = (file: SnapshotFile, slice: SliceQuery) =>
  Effect.map(ranking(file, { ...slice, sort: "rank" }), (made): Side => ({ ...made, file }))

interface Asked {
  readonly left: SliceQuery
  readonly right: SliceQuery
}

const compared = Effect.fnUntraced(function* (
  one: SnapshotFile,
  other: SnapshotFile,
  { left: asked, right: wanted }: Asked
) {
  const [left, right] = [yield* sideIn(one, asked), yield* sideIn(other, wanted)]
  const change = left.sliced || right.sliced ? () => null : yield* changesBetween(left.file, right.file)
  return {
    left: told(left),
    right: told(right),
    items: paired(left, right).map((pair) => ({ ...pair, change: change(pair) }))
  } satisfies Comparison
})

export const compareRoute = fromStore(
  compare,
  Effect.fnUntraced(function* ({ query }) {
    const { using } = yield* Snapshots
    const [left, right] = [sideOf("left", query), sideOf("right", query)]
    const asked = { left: left.slice, right: right.slice }
    return yield* using((one) => using((other) => compared(one, other, asked), right.asOf), left.asOf)
  })
)
