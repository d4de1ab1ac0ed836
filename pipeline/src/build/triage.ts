import type { Verdict } from "@otklik/contract/vocabulary"
import { Verdict as Verdicts } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import { Engine } from "./engine.ts"
import type { Reconciled } from "./reconcile.ts"
import { step, type Travelled } from "./step.ts"
import { eachText } from "./texts.ts"

export interface Triaged extends Reconciled {
  /** index into the contract's list of verdicts, one a message */
  readonly verdict: Uint8Array
  readonly severity: Float32Array
}

const places = new Map(Verdicts.literals.map((verdict, i): [Verdict, number] => [verdict, i]))

const severe = (severity: Float32Array) =>
  severity.reduce((count, value) => count + (value >= 0.5 ? 1 : 0), 0)

/** Judges every message by itself: what kind of matter it is and how urgent. */
export const triage = step(
  "triage",
  Effect.fn(function* (before: Reconciled & Travelled) {
    const { judge } = yield* Engine
    const verdict = new Uint8Array(before.messages)
    const severity = new Float32Array(before.messages)
    yield* eachText((text, place) => {
      const judgement = judge(text)
      verdict[place] = places.get(judgement.verdict) ?? 0
      severity[place] = judgement.severity
    })
    return { ...before, verdict, severity }
  }),
  ({ severity }): Record<string, number> => ({ severe: severe(severity) })
)
