import { DuckDb } from "@otklik/sql/duckdb"
import { make } from "@otklik/sql/models"
import { Effect } from "effect"
import { Settings } from "../settings.ts"
import { attach } from "../warehouse/attach.ts"
import type { Tally } from "../themes/tally.ts"
import { Workshop } from "../warehouse/workshop.ts"
import { Engine } from "./engine.ts"
import { layVerdictQuality } from "./examples.ts"
import { layIncidents } from "./incidents.ts"
import type { Landed } from "./landed.ts"
import { layDecisions, layDetails, layPlaced, layThemes } from "./lay.ts"
import { layRepeats, repetitionsOf } from "./repeat.ts"
import { step, type Travelled } from "./step.ts"
import type { Triaged } from "./triage.ts"

export interface Gathered extends Landed {
  readonly models: number
  /** what the themes say, where there are messages enough to add to */
  readonly tally: Tally | null
}

/** Whether a model reads what is known only when the themes are ranked. */
export const afterRanking = (reads: ReadonlySet<string>): boolean =>
  ["raw.scores", "raw.moments", "raw.rank_history"].some((table) => reads.has(table))

/** Makes every model that needs no score, from what lies in the workshop. */
export const makeModels = Effect.gen(function* () {
  const db = yield* DuckDb
  const { draft } = yield* Workshop
  yield* attach(draft, "snapshot")
  yield* db.run("set search_path = 'workshop.main,snapshot.main'")
  return (yield* make((reads) => !afterRanking(reads))).length
})

/** Lays what the engine found into the workshop and makes every model that needs no score. */
export const gather = step(
  "gather",
  Effect.fn(function* (before: Triaged & Travelled) {
    const db = yield* DuckDb
    const { timezone } = yield* Settings
    const { name } = yield* Engine
    yield* db.append(["raw", "build"], [[timezone], [name], [before.lastTheme]])
    yield* layPlaced(before)
    yield* layThemes(before)
    yield* layRepeats(repetitionsOf(before.repeats))
    yield* layIncidents
    yield* layDetails(before)
    yield* layDecisions(before)
    yield* layVerdictQuality(before.decided)
    const models = yield* makeModels
    const { files, inputs, messages, base, known, model, tally, counts, seconds } = before
    return { files, inputs, messages, base, known, model, tally, counts, seconds, models }
  }),
  ({ models }): Record<string, number> => ({ models })
)
