import { Effect } from "effect"
import type { Grouping } from "./engine.ts"
import { step, type Travelled } from "./step.ts"
import { schoolOf, textsOf } from "./texts.ts"
import type { Vectorised } from "./vectorise.ts"

export interface Clustered extends Omit<Vectorised, "reader"> {
  readonly grouping: Grouping
}

const unassigned = (theme: Int32Array) => theme.reduce((count, number) => count + (number < 0 ? 1 : 0), 0)

/** Groups the messages into themes, each with its title, keyphrases and quotes. */
export const cluster = step(
  "cluster",
  Effect.fn(function* ({ reader, ...before }: Vectorised & Travelled) {
    const grouping = yield* reader.group(yield* textsOf, yield* schoolOf(before.messages))
    return { ...before, grouping }
  }),
  ({ grouping }): Record<string, number> => ({
    themes: grouping.themes.length,
    unassigned: unassigned(grouping.theme)
  })
)
