import { DecisionId } from "@otklik/contract/change"
import type { ModelItem } from "@otklik/contract/models"
import type { ScoreModel } from "@otklik/contract/score-model"
import { presentsOf } from "@otklik/sql/ledger/append"
import { kept } from "@otklik/sql/score-models"
import { Effect } from "effect"
import type { Actor } from "./actor.ts"
import { Ledger } from "./ledger.ts"
import { Snapshots } from "./snapshots.ts"

/** A decision's id made of the content that it publishes: the same published twice is one decision. */
const idOf = (hash: ModelItem["hash"]) =>
  DecisionId.make(
    [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join(
      "-"
    )
  )

/** Records in the ledger that a model is published; fails where it cannot be recorded. */
export const recordModel = Effect.fn("recordModel")(function* (model: ScoreModel, { person }: Actor) {
  const ledger = yield* Ledger
  const served = yield* Effect.flatMap(Snapshots, ({ current }) => current)
  const { hash } = kept(model)
  const [present] = yield* ledger.query("read a model's decisions", (db) =>
    presentsOf(db, [`model:${model.name}`])
  )
  yield* ledger.write([
    {
      id: idOf(hash),
      change: { kind: "model", name: model.name, hash },
      version: present?.version ?? 0,
      reason: model.reason,
      by: person,
      snapshot: served?.id ?? null,
      school: null
    }
  ])
})
