import { dayIn } from "@otklik/contract/published"
import {
  changeModel,
  draftModel,
  dropModel,
  models,
  previewModel,
  publishModel
} from "@otklik/contract/models"
import { readModel, type ScoreModel } from "@otklik/contract/score-model"
import { DateTime, Effect } from "effect"
import { addDraft, changeDraft, removeDraft } from "../drafts.ts"
import { changing, fromStore } from "../endpoint.ts"
import { modelUnusable, noSuchModel, notADraft } from "../model-failures.ts"
import { recordModel } from "../model-decision.ts"
import { preview } from "../preview.ts"
import { allModels, findModel, ofDraft, putInForce, shown } from "../scoring-models.ts"
import { Snapshots } from "../snapshots.ts"

export const modelsRoute = fromStore(models, () => Effect.map(allModels, (items) => ({ items })))

export const draftModelRoute = changing(
  draftModel,
  Effect.fnUntraced(function* ({ actor, body: { from } }) {
    const { model } = yield* findModel(from)
    const draft = yield* addDraft(from, model, actor.name)
    const [item] = yield* shown([ofDraft(draft)])
    return item!
  })
)

const isDraft = (id: string) => id.startsWith("draft-")

const judged = (model: unknown) => Effect.mapError(Effect.fromResult(readModel(model)), modelUnusable)

export const changeModelRoute = changing(
  changeModel,
  Effect.fnUntraced(function* ({ actor, body, params: { id } }) {
    if (!isDraft(id)) return yield* notADraft
    const model = yield* judged(body.model)
    const at = new Date((yield* DateTime.now).epochMilliseconds)
    const draft = yield* changeDraft(id, model, actor.name, at)
    if (draft === undefined) return yield* noSuchModel
    const [item] = yield* shown([ofDraft(draft)])
    return item!
  })
)

export const dropModelRoute = changing(
  dropModel,
  Effect.fnUntraced(function* ({ params: { id } }) {
    if (!isDraft(id)) return yield* notADraft
    yield* removeDraft(id)
    return { id }
  })
)

export const previewModelRoute = fromStore(
  previewModel,
  Effect.fnUntraced(function* ({ params: { id } }) {
    const { model } = yield* findModel(id)
    const { using } = yield* Snapshots
    return yield* using((file) => preview(file, model))
  })
)

/** The store's own day, as far as a snapshot tells its time zone. */
const today = Effect.gen(function* () {
  const served = yield* Effect.flatMap(Snapshots, ({ current }) => current)
  return dayIn(served?.timezone ?? "UTC")(DateTime.formatIso(yield* DateTime.now))
})

export const publishModelRoute = changing(
  publishModel,
  Effect.fnUntraced(function* ({ actor, body: { reason }, params: { id } }) {
    const { model } = yield* findModel(id)
    const signed: ScoreModel = { ...model, author: actor.name, reason: reason.trim(), date: yield* today }
    yield* recordModel(yield* judged(signed), actor)
    const item = yield* putInForce(signed)
    if (isDraft(id)) yield* Effect.ignore(removeDraft(id))
    return item
  })
)
