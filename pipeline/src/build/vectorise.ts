import { Effect } from "effect"
import { Engine, type Reader } from "./engine.ts"
import type { Landed } from "./landed.ts"
import { step, type Travelled } from "./step.ts"
import { eachText } from "./texts.ts"

export interface Vectorised extends Landed {
  readonly reader: Reader
}

/** Reads every text once, in order, into the engine's numbers. */
export const vectorise = step(
  "vectorise",
  Effect.fn(function* (before: Landed & Travelled) {
    const engine = yield* Engine
    const reader = yield* engine.reader
    yield* eachText(reader.add)
    return { ...before, reader }
  }),
  ({ messages }): Record<string, number> => ({ texts: messages })
)
