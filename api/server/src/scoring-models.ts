import { builtIns } from "@otklik/contract/built-in-models"
import { ModelId, type ModelItem } from "@otklik/contract/models"
import type { ScoreModel } from "@otklik/contract/score-model"
import { canonical } from "@otklik/sql/canonical"
import { currentModel, kept, publishedModels } from "@otklik/sql/score-models"
import { Effect } from "effect"
import { type Draft, readDraft, readDrafts } from "./drafts.ts"
import { replaceFile } from "./durable-file.ts"
import { noSuchModel } from "./model-failures.ts"
import { Place } from "./place.ts"
import { Snapshots } from "./snapshots.ts"

const folder = Effect.map(Place, ({ store }) => `${store}/models`)

type Found = Pick<ModelItem, "kind" | "basis" | "model"> & { readonly id: ModelId }

const content =
  (kind: "built_in" | "published") =>
  (model: ScoreModel): Found => ({ id: ModelId.make(kept(model).id), kind, basis: null, model })

const ofDraft = ({ basis, id, model }: Draft): Found => ({ id, kind: "draft", basis, model })

/** Which model the next build scores by and which the served snapshot was scored by; "" where it cannot be told. */
const atWork = Effect.gen(function* () {
  const next = yield* currentModel(yield* folder).pipe(
    Effect.map(({ hash }) => hash),
    Effect.orElseSucceed(() => "")
  )
  const served = yield* Effect.flatMap(Snapshots, ({ current }) => current)
  return { next, served: served?.modelHash ?? "" }
})

/** Models as they are shown. */
export const shown = Effect.fn("shown")(function* (found: ReadonlyArray<Found>) {
  const { next, served } = yield* atWork
  return found.map(({ kind, model, ...rest }): ModelItem => {
    const { hash } = kept(model)
    const known = kind !== "draft"
    return { ...rest, kind, hash, current: known && hash === next, serving: known && hash === served, model }
  })
})

const settled = Effect.gen(function* () {
  const published = yield* publishedModels(yield* folder)
  return [...builtIns.map(content("built_in")), ...published.map(({ model }) => content("published")(model))]
})

/** Every model: those built in, those published, and the drafts as far as the database tells them. */
export const allModels = Effect.gen(function* () {
  const drafts = yield* readDrafts.pipe(Effect.orElseSucceed((): ReadonlyArray<Draft> => []))
  return yield* shown([...(yield* settled), ...drafts.map(ofDraft)])
})

/** One model by its id. */
export const findModel = Effect.fn("findModel")(function* (id: ModelId) {
  if (!id.startsWith("draft-")) {
    const found = (yield* settled).find((one) => one.id === id)
    return found ?? (yield* noSuchModel)
  }
  const draft = yield* readDraft(id)
  return draft === undefined ? yield* noSuchModel : ofDraft(draft)
})

/** Writes a model into the store under its own hash and lets the next build score by it. */
export const putInForce = Effect.fn("putInForce")(function* (model: ScoreModel) {
  const { id } = kept(model)
  const where = yield* folder
  yield* Effect.orDie(replaceFile(`${where}/${id}.json`, `${canonical(model)}\n`))
  yield* Effect.orDie(replaceFile(`${where}/current`, `${id}\n`))
  const [item] = yield* shown([content("published")(model)])
  return item!
})

export { ofDraft }
