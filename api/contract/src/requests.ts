import { Schema } from "effect"
import { DecisionId, Words } from "./change.ts"
import { Entry, State, Version } from "./ledger.ts"
import type { Route } from "./route.ts"
import { Stage, ThemeId } from "./vocabulary.ts"

/** The way of a request; the last two stages end it aside. */
const line: ReadonlyArray<Stage> = [
  "new",
  "review",
  "design",
  "pilot",
  "feedback",
  "ready",
  "handed_over",
  "done"
]
const aside: ReadonlySet<Stage> = new Set(["rejected", "methodical_answer"])

/** `free`: the next step of the way; `reasoned`: only with a reason; `never`: not from here. */
export type Transition = "free" | "reasoned" | "never"

/**
 * Whether a request may go from one stage to another. One step on is free; to leave steps out, to go back, to end
 * aside or to take up again needs a reason. Nothing is done that was not handed over, nothing ends aside that was.
 */
export const transition = (from: Stage, to: Stage): Transition => {
  if (from === to) return "never"
  const [at, goal] = [line.indexOf(from), line.indexOf(to)]
  if (aside.has(to)) return aside.has(from) || at < line.indexOf("handed_over") ? "reasoned" : "never"
  if (aside.has(from)) return goal <= line.indexOf("design") ? "reasoned" : "never"
  if (to === "done" && from !== "handed_over") return "never"
  return goal === at + 1 ? "free" : "reasoned"
}

/** A theme seen as an item of the queue: what planners decided of it, and where it may go. */
export const Request = Schema.Struct({
  theme: ThemeId,
  stage: Stage,
  state: State,
  transitions: Schema.Array(Schema.Struct({ stage: Stage, reason: Schema.Boolean })),
  /** of the theme, newest first, at most a hundred */
  history: Schema.Array(Entry),
  /** the themes that splits among those made, by the decision's sequence, once a build has made them */
  parted: Schema.Array(Schema.Struct({ sequence: Schema.Int, theme: ThemeId }))
})
export type Request = typeof Request.Type

export const request = {
  method: "GET",
  url: "/api/requests/:id",
  summary: "A request: its stage, who has it, effort, weight, watchers, notes, links, and its history",
  access: "read_messages",
  schema: { params: Schema.Struct({ id: ThemeId }), response: { 200: Request } }
} as const satisfies Route

export const moveRequest = {
  method: "POST",
  url: "/api/requests/:id/stage",
  summary: "Takes a request to another stage",
  access: "plan",
  schema: {
    params: Schema.Struct({ id: ThemeId }),
    body: Schema.Struct({
      id: DecisionId,
      version: Version,
      stage: Stage,
      reason: Schema.optionalKey(Words(1_000))
    }),
    response: { 200: Request }
  }
} as const satisfies Route
