import { measures, rank as ranked } from "@otklik/contract/score"
import { DuckDb } from "@otklik/sql/duckdb"
import { layScores } from "@otklik/sql/scores"
import { signals, type ThemeScored, type ThemeSignals } from "@otklik/sql/signals"
import { Effect } from "effect"
import type { Gathered } from "./gather.ts"
import { step, type Travelled } from "./step.ts"

export interface Ranked extends Gathered {
  readonly ranked: number
}

/** Themes of thanks and noise ask for nothing: they are kept as themes and stay out of the queue. */
const asking = ({ sql }: { readonly sql: string }) => `select signals.* from (${sql}) as signals
  join themes on themes.theme = signals.theme
  where themes.verdict not in ('thanks', 'noise')
  order by signals.theme`

/** Weighs the signals that SQL gathered and puts the themes in order. */
export const rank = step(
  "rank",
  Effect.fn(function* (before: Gathered & Travelled) {
    const db = yield* DuckDb
    const { model } = before
    const everything = signals({}, model)
    const rows = yield* db.rows(asking(everything), everything.params)
    const themes = (rows as unknown as ReadonlyArray<ThemeSignals>).map((theme): ThemeScored => ({
      ...theme,
      measures: measures(theme, model),
      interval: null,
      quietDistricts: []
    }))
    const order = ranked(themes, model)
    yield* layScores(order)
    return { ...before, ranked: order.length }
  }),
  ({ ranked }): Record<string, number> => ({ ranked })
)
