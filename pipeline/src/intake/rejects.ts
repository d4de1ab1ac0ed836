import { appendFile } from "node:fs/promises"
import { Context, Effect, Layer, Path } from "effect"
import type { Place } from "../message.ts"
import { kept, type NotKept } from "../warehouse/not-kept.ts"
import { Tally } from "./tally.ts"

/** What is told of a record that does not land. `fragment` is raw: it is masked before it is kept. */
export interface Reject {
  readonly place: Place
  readonly reason: string
  readonly fragment: string
}

export const previewLength = 200

/** A masked preview of a record on one line. */
export const previewOf = (fragment: string, mask: (text: string) => string): string =>
  mask(
    fragment
      .slice(0, 2 * previewLength)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .toWellFormed()
  )
    .trim()
    .slice(0, previewLength)
    .toWellFormed()

/** Takes the records that could not be landed. */
export class Rejects extends Context.Service<
  Rejects,
  { readonly add: (rejects: ReadonlyArray<Reject>) => Effect.Effect<void, NotKept> }
>()("pipeline/intake/Rejects") {
  /** Appends contract `Rejected` lines to a file as they come; nothing of them stays in memory. */
  static readonly toFile = (file: string, run: string, source: string, mask: (text: string) => string) =>
    Layer.effect(
      Rejects,
      Effect.gen(function* () {
        const path = yield* Path.Path
        const counts = yield* Tally
        const line = ({ fragment, place, reason }: Reject) => {
          counts.quarantined++
          const shown = {
            id: `${run}-${counts.quarantined}`,
            run,
            source,
            file: path.basename(place.file),
            row: place.row,
            reason,
            preview: previewOf(fragment, mask)
          }
          return `${JSON.stringify(shown)}\n`
        }
        return Rejects.of({
          add: (rejects) =>
            rejects.length === 0 ? Effect.void : kept(() => appendFile(file, rejects.map(line).join("")))
        })
      })
    )
}
