import type { Decision } from "@otklik/contract/decisions"
import { standing } from "@otklik/contract/standing"
import { Effect } from "effect"
import { Settings } from "../settings.ts"
import { DecisionsContradict } from "../themes/constraints.ts"
import { adopt } from "./adopt.ts"
import { bind, type Binding, named } from "./bind.ts"
import { readDecisions } from "./decisions.ts"
import type { Grouping } from "./engine.ts"
import { clash } from "./hold.ts"
import { type Past, placesOf, readPast } from "./past.ts"
import { step, type Travelled } from "./step.ts"
import { takeBack } from "./take-back.ts"
import { schoolOf, textsOf } from "./texts.ts"
import type { Vectorised } from "./vectorise.ts"

export interface Clustered extends Vectorised {
  readonly grouping: Grouping
  readonly past: Past
  readonly binding: Binding
}

const unassigned = (theme: Int32Array) => theme.reduce((count, number) => count + (number < 0 ? 1 : 0), 0)

const warn = (decisions: ReadonlyArray<Decision>) => {
  const held = standing(decisions)
  return Effect.as(
    Effect.forEach(held.contradictions, ({ sentence }) => Effect.logWarning(sentence)),
    held
  )
}

/** Groups the messages into themes that go on from the snapshot before and hold what people decided. */
export const cluster = step(
  "cluster",
  Effect.fn(function* (before: Vectorised & Travelled) {
    const { base, inputs, messages, reader } = before
    const { threads } = yield* Settings
    const past = yield* readPast(base.previous, messages)
    const decisions = yield* readDecisions(inputs)
    const held = yield* warn(decisions)
    const places = yield* placesOf(named(held))
    const takenBack = yield* takeBack(past, decisions, base.previous)
    const from = yield* adopt(takenBack, decisions, base)
    const binding = bind(held, from, places, base.lastTheme)
    const { constraints, previous } = binding
    const guidance = { previous, constraints, threads, cold: base.cold, schoolOf: yield* schoolOf(messages) }
    const grouping = yield* reader
      .group(yield* textsOf, guidance)
      .pipe(
        Effect.mapError((error) =>
          error instanceof DecisionsContradict ? clash(error, decisions, places) : error
        )
      )
    return { ...before, grouping, past, binding }
  }),
  ({ grouping }): Record<string, number> => ({
    themes: grouping.themes.length,
    unassigned: unassigned(grouping.theme)
  })
)
