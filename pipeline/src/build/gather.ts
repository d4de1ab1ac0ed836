import { standard } from "@otklik/contract/score"
import { DuckDb } from "@otklik/sql/duckdb"
import { make } from "@otklik/sql/models"
import { Effect } from "effect"
import { Settings } from "../settings.ts"
import { attach } from "../warehouse/attach.ts"
import { Workshop } from "../warehouse/workshop.ts"
import { layCampaigns } from "./campaigns.ts"
import { Engine } from "./engine.ts"
import { layDecisions, layDetails, layPlaced, layThemes } from "./lay.ts"
import { step, type Travelled } from "./step.ts"
import type { Triaged } from "./triage.ts"

export interface Gathered extends Omit<
  Triaged,
  "grouping" | "judgements" | "themeJudgements" | "past" | "binding"
> {
  readonly models: number
}

/** Lays what the engine found into the workshop and makes every model that needs no score. */
export const gather = step(
  "gather",
  Effect.fn(function* (before: Triaged & Travelled) {
    const db = yield* DuckDb
    const { timezone } = yield* Settings
    const { name } = yield* Engine
    const { draft } = yield* Workshop
    yield* db.append(["raw", "build"], [[timezone], [name], [standard.name], [before.lastTheme]])
    yield* layPlaced(before)
    yield* layThemes(before)
    yield* layCampaigns
    yield* layDetails(before)
    yield* layDecisions(before)
    yield* attach(draft, "snapshot")
    yield* db.run("set search_path = 'workshop.main,snapshot.main'")
    const made = yield* make((reads) => !reads.has("raw.scores"))
    const { grouping: _, judgements: __, themeJudgements: ___, past: ____, binding: _____, ...after } = before
    return { ...after, models: made.length }
  }),
  ({ models }): Record<string, number> => ({ models })
)
