import { Schema } from "effect"
import type { Route } from "./route.ts"
import { SnapshotId, ThemeId } from "./vocabulary.ts"

/** A model by its content: the first 16 hexadecimal digits of its hash; a draft by a name of its own. */
export const ModelId = Schema.String.check(Schema.isPattern(/^([0-9a-f]{16}|draft-[a-z0-9-]{1,40})$/u)).pipe(
  Schema.brand("ModelId")
)
export type ModelId = typeof ModelId.Type

/** What a model would do to the queue that is served. */
export const Preview = Schema.Struct({
  snapshot: SnapshotId,
  /** Kendall's τ between the two orders, -1 to 1 */
  tau: Schema.Finite,
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
  schema: { params: Schema.Struct({ id: ModelId }), response: { 200: Preview } }
} as const satisfies Route
