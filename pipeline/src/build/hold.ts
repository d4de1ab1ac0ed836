import type { Decision } from "@otklik/contract/decisions"
import { Effect, Schema } from "effect"
import type { DecisionsContradict } from "../themes/constraints.ts"
import type { Bound, Placed } from "./bind.ts"

/** Themes that break what a person decided: they are never published. */
export class DecisionNotKept extends Schema.TaggedError<DecisionNotKept>()("DecisionNotKept", {
  seq: Schema.Int,
  kind: Schema.String
}) {
  override get message() {
    return `The new themes break decision ${this.seq} (${this.kind}). Nothing was published; the previous snapshot is still served. Undo the decision, or report this as a fault of Otklik.`
  }
}

/** Decisions that the engine finds cannot hold all at once. */
export class DecisionsClash extends Schema.TaggedError<DecisionsClash>()("DecisionsClash", {
  decisions: Schema.Array(Schema.String),
  reason: Schema.String
}) {
  override get message() {
    return `Decisions ${this.decisions.join(", ")} cannot hold at once: ${this.reason}. Undo one of them; the previous snapshot is still served.`
  }
}

/** Fails on the first decision that the finished themes do not keep. */
export const hold = Effect.fn("hold")(function* (bounds: ReadonlyArray<Bound>, placed: Placed) {
  const broken = bounds.find((bound) => bound.holds && !bound.kept(placed))
  if (broken !== undefined) return yield* new DecisionNotKept(broken)
})

const names = (decision: Decision, ids: ReadonlySet<string>): boolean => {
  if (decision.kind === "must_link" || decision.kind === "cannot_link")
    return ids.has(decision.a) || ids.has(decision.b)
  if (decision.kind === "pin") return ids.has(decision.message)
  return decision.kind === "split" && decision.messages.some((message) => ids.has(message))
}

/** Names the decisions behind a contradiction that the engine tells of by places. */
export const clash = (
  { first, second, sentence }: DecisionsContradict,
  decisions: ReadonlyArray<Decision>,
  places: ReadonlyMap<string, number>
): DecisionsClash => {
  const ids = new Set([...places].filter(([, at]) => at === first || at === second).map(([id]) => id))
  const told = decisions.filter((decision) => names(decision, ids))
  return new DecisionsClash({ decisions: told.map(({ kind, seq }) => `${seq} (${kind})`), reason: sentence })
}
