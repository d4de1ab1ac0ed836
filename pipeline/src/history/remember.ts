import { readModel, type ScoreModel } from "@otklik/contract/score-model"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Option, Result } from "effect"
import type { Ranked } from "../build/rank.ts"
import { step, type Travelled } from "../build/step.ts"
import { attachReadOnly } from "../warehouse/attach.ts"
import { Store } from "../warehouse/store.ts"
import { carryHistory } from "./carry.ts"
import { layChanges } from "./changes.ts"

export interface Remembered extends Ranked {
  readonly moments: number
}

const needed = ["moments", "rank_history", "rank_changes", "score_model", "voices"]

/** The model of the snapshot attached as `past`; none where it was made before snapshots remembered. */
const pastModel = Effect.gen(function* () {
  const db = yield* DuckDb
  const rows = yield* db.rows("select table_name as name from duckdb_tables() where database_name = 'past'")
  const there = new Set(rows.map(({ name }) => String(name)))
  if (!needed.every((name) => there.has(name))) return Option.none<ScoreModel>()
  const [row] = yield* db.rows("select json from past.score_model")
  return Result.getSuccess(readModel(JSON.parse(String(row?.["json"]))))
})

const fromPast = Effect.fn(function* (id: string, now: ScoreModel) {
  const past = yield* pastModel
  if (Option.isNone(past)) return
  yield* carryHistory(id, past.value)
  yield* layChanges({ past: past.value, now })
})

/** Takes over what the snapshot before remembers, and tells what moved every theme since. */
export const remember = step(
  "remember",
  Effect.fn(function* (before: Ranked & Travelled) {
    const db = yield* DuckDb
    const store = yield* Store
    const { previous } = before.base
    if (Option.isSome(previous)) {
      yield* attachReadOnly(store.snapshot(previous.value), "past")
      yield* fromPast(previous.value, before.model)
      yield* db.run("detach past")
    }
    const [row] = yield* db.rows("select count(*)::int as moments from raw.moments")
    return { ...before, moments: Number(row?.["moments"] ?? 0) }
  }),
  ({ moments }): Record<string, number> => ({ moments })
)
