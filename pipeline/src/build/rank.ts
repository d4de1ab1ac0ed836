import { type Ranked as InOrder, rank as ranked, score } from "@otklik/contract/score"
import { DuckDb } from "@otklik/sql/duckdb"
import { rankGuides } from "@otklik/sql/guides"
import { intervals } from "@otklik/sql/intervals"
import { layScores, type ThemeScored } from "@otklik/sql/scores"
import { gather as gatherSignals } from "@otklik/sql/signals"
import { readMaterial } from "@otklik/sql/signals/ground"
import { Effect } from "effect"
import type { Gathered } from "./gather.ts"
import { step, type Travelled } from "./step.ts"

export interface Ranked extends Gathered {
  readonly ranked: number
  readonly guides: number
}

/** The queue of every theme: methodical ones ask for a guide; those of thanks and noise ask for nothing and have none. */
const queues = Effect.gen(function* () {
  const db = yield* DuckDb
  const rows = yield* db.rows(`select theme, if(verdict = 'method', 'guides', 'requests') as queue
    from themes where verdict not in ('thanks', 'noise')`)
  return new Map(rows.map(({ queue, theme }) => [String(theme), queue as ThemeScored["queue"]]))
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
    const queueOf = yield* queues
    const inQueue = (queue: ThemeScored["queue"]) =>
      gathered.themes
        .filter(({ theme }) => queueOf.get(theme) === queue)
        .map((theme): ThemeScored => ({ ...theme, queue, interval: places.get(theme.theme) ?? null }))
    const places = intervals(
      gathered,
      material.ground,
      model,
      ({ theme }) => queueOf.get(theme) === "requests"
    )
    const requests = ranked(inQueue("requests"), model).map(holding)
    const guides = rankGuides(inQueue("guides")).map(({ item, rank }) => ({
      item,
      rank,
      ...score(item.measures, model)
    }))
    yield* layScores(requests, guides)
    return { ...before, ranked: requests.length, guides: guides.length }
  }),
  ({ guides, ranked }): Record<string, number> => ({ ranked, guides })
)
