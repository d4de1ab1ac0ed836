import { Schema } from "effect"
import type { Route } from "./route.ts"
import { ScoreModel } from "./score-model.ts"
import { SnapshotId, ThemeId } from "./vocabulary.ts"

/** A model by its content: the first 16 hexadecimal digits of its hash; a draft by a name of its own. */
export const ModelId = Schema.String.check(Schema.isPattern(/^([0-9a-f]{16}|draft-[a-z0-9-]{1,40})$/u)).pipe(
  Schema.brand("ModelId")
)
export type ModelId = typeof ModelId.Type

/** A scoring model that can be looked at, tried or published. Its author, reason and date are its own. */
export const ModelItem = Schema.Struct({
  id: ModelId,
  kind: Schema.Literals(["built_in", "published", "draft"]),
  /** SHA-256 of its canonical JSON */
  hash: Schema.String,
  /** the next build scores by it */
  current: Schema.Boolean,
  /** the snapshot that is served was scored by it */
  serving: Schema.Boolean,
  /** what a draft was made from; null for the others */
  basis: Schema.NullOr(ModelId),
  model: ScoreModel
})
export type ModelItem = typeof ModelItem.Type

const params = Schema.Struct({ id: ModelId })

export const models = {
  method: "GET",
  url: "/api/models",
  summary: "Scoring models: those built in, those published and the drafts, and which of them is current",
  access: "read_backlog",
  schema: { response: { 200: Schema.Struct({ items: Schema.Array(ModelItem) }) } }
} as const satisfies Route

export const draftModel = {
  method: "POST",
  url: "/api/models",
  summary: "Makes a draft from a model",
  access: "publish_model",
  schema: { body: Schema.Struct({ from: ModelId }), response: { 200: ModelItem } }
} as const satisfies Route

/** `model` is judged by its own sentences, so that each fault is told in words. */
export const changeModel = {
  method: "PUT",
  url: "/api/models/:id",
  summary: "Changes a draft as a whole; nonsense is refused in sentences",
  access: "publish_model",
  schema: { params, body: Schema.Struct({ model: Schema.Unknown }), response: { 200: ModelItem } }
} as const satisfies Route

export const dropModel = {
  method: "DELETE",
  url: "/api/models/:id",
  summary: "Drops a draft",
  access: "publish_model",
  schema: { params, response: { 200: Schema.Struct({ id: ModelId }) } }
} as const satisfies Route

export const publishModel = {
  method: "POST",
  url: "/api/models/:id/publish",
  summary: "Publishes a model under the caller's name with a reason: the next build scores by it",
  access: "publish_model",
  schema: {
    params,
    body: Schema.Struct({
      reason: Schema.String.check(Schema.isPattern(/\S/u), Schema.isMaxLength(200))
    }),
    response: { 200: ModelItem }
  }
} as const satisfies Route

/** What a model would do to the queue that is served. */
export const Preview = Schema.Struct({
  snapshot: SnapshotId,
  /** Kendall's τ between the two orders, -1 to 1 */
  tau: Schema.Finite,
  /** themes whose rank would be another */
  moved: Schema.Int,
  items: Schema.Array(
    Schema.Struct({
      theme: ThemeId,
      title: Schema.String,
      rank: Schema.Int,
      score: Schema.Finite,
      wouldBe: Schema.Struct({ rank: Schema.Int, score: Schema.Finite })
    })
  )
})
export type Preview = typeof Preview.Type

export const previewModel = {
  method: "GET",
  url: "/api/models/:id/preview",
  summary: "What a model or draft would move in the queue, in the order it would make",
  access: "read_backlog",
  schema: { params, response: { 200: Preview } }
} as const satisfies Route
