import { type Ranked as InOrder, rank as ranked } from "@otklik/contract/score"
import { DuckDb } from "@otklik/sql/duckdb"
import { intervals } from "@otklik/sql/intervals"
import { layScores, type ThemeScored } from "@otklik/sql/scores"
import { gather as gatherSignals } from "@otklik/sql/signals"
import { readMaterial } from "@otklik/sql/signals/ground"
import { Effect } from "effect"
import type { Gathered } from "./gather.ts"
import { step, type Travelled } from "./step.ts"

export interface Ranked extends Gathered {
  readonly ranked: number
}

/** Themes of thanks and noise ask for nothing: they are kept as themes and stay out of the queue. */
const asking = Effect.gen(function* () {
  const db = yield* DuckDb
  const rows = yield* db.rows("select theme from themes where verdict not in ('thanks', 'noise')")
  return new Set(rows.map(({ theme }) => String(theme)))
})

/** The resampled places hold the theme's own, which they need not by chance. */
const holding = ({ item, ...scored }: InOrder<ThemeScored>): InOrder<ThemeScored> => {
  const { high, low } = item.interval ?? { low: scored.rank, high: scored.rank }
  const interval = { low: Math.min(low, scored.rank), high: Math.max(high, scored.rank) }
  return { ...scored, item: { ...item, interval } }
}

/** Weighs the signals that the messages give and puts the themes in order. */
export const rank = step(
  "rank",
  Effect.fn(function* (before: Gathered & Travelled) {
    const db = yield* DuckDb
    const { model } = before
    const material = yield* db.use("read voices", (connection) => readMaterial(connection))
    const gathered = gatherSignals(material, model)
    const asks = yield* asking
    const places = intervals(gathered, material.ground, model, ({ theme }) => asks.has(theme))
    const themes = gathered.themes
      .filter(({ theme }) => asks.has(theme))
      .map((theme): ThemeScored => ({ ...theme, interval: places.get(theme.theme) ?? null }))
    const order = ranked(themes, model).map(holding)
    yield* layScores(order)
    return { ...before, ranked: order.length }
  }),
  ({ ranked }): Record<string, number> => ({ ranked })
)
