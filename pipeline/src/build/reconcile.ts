import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Option } from "effect"
import { attachReadOnly } from "../warehouse/attach.ts"
import { Store } from "../warehouse/store.ts"
import { carryOn, type Overlap } from "./carry-on.ts"
import type { Clustered } from "./cluster.ts"
import { step, type Travelled } from "./step.ts"

export interface Parent extends Overlap {
  /** of the parent's messages that are still there, 0 to 1 */
  readonly share: number
}

export interface Reconciled extends Clustered {
  /** permanent number of each theme of the grouping */
  readonly numberOf: Int32Array
  readonly lastTheme: number
  readonly kept: number
  readonly parents: ReadonlyArray<Parent>
}

const overlapping = `
with now as (
    select landed.message_id, clustered.cluster
    from raw.clustered as clustered
    join raw.landed as landed on landed.rowid = clustered.place
    where clustered.cluster >= 0
),
before as (
    select message_id, theme[2:]::int as theme from previous.facts where theme is not null
)
select now.cluster, before.theme, count(*)::int as messages
from now
join before on before.message_id = now.message_id
group by all
order by all`

const previousOf = Effect.fn(function* (id: string, theme: Int32Array) {
  const store = yield* Store
  const db = yield* DuckDb
  yield* attachReadOnly(store.snapshot(id), "previous")
  yield* db.run("create table raw.clustered (place int, cluster int)")
  yield* db.append(["raw", "clustered"], [Int32Array.from(theme, (_, i) => i), theme])
  const overlaps = yield* db.rows(overlapping)
  yield* db.run("drop table raw.clustered")
  yield* db.run("detach previous")
  return overlaps as unknown as ReadonlyArray<Overlap>
})

const sizesOf = (theme: Int32Array, themes: number) => {
  const sizes = Array.from({ length: themes }, () => 0)
  for (const number of theme) if (number >= 0) sizes[number]++
  return sizes
}

const sharesOf = (overlaps: ReadonlyArray<Overlap>): ReadonlyArray<Parent> => {
  const whole = Map.groupBy(overlaps, ({ theme }) => theme)
  const sum = (theme: number) => (whole.get(theme) ?? []).reduce((total, { messages }) => total + messages, 0)
  return overlaps.map((overlap) => ({ ...overlap, share: overlap.messages / sum(overlap.theme) }))
}

/** Gives every theme its permanent number and names the previous themes that its messages come from. */
export const reconcile = step(
  "reconcile",
  Effect.fn(function* (before: Clustered & Travelled) {
    const { theme, themes } = before.grouping
    const { lastTheme, previous } = before.base
    const overlaps = Option.isNone(previous) ? [] : yield* previousOf(previous.value, theme)
    const carried = carryOn(overlaps, sizesOf(theme, themes.length), lastTheme)
    const parents = sharesOf(overlaps)
    return { ...before, numberOf: carried.numberOf, lastTheme: carried.last, kept: carried.kept, parents }
  }),
  ({ kept, lastTheme, numberOf }): Record<string, number> => ({
    kept,
    born: numberOf.length - kept,
    last: lastTheme
  })
)
