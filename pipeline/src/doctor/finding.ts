import { Effect } from "effect"

/** What one check found; `advice` says what to do where it is not well. */
export interface Finding {
  readonly check: string
  readonly state: "well" | "warning" | "broken"
  readonly detail: string
  readonly advice: string
}

export const well = (check: string, detail: string): Finding => ({ check, state: "well", detail, advice: "" })

export const warning = (check: string, detail: string, advice: string): Finding => ({
  check,
  state: "warning",
  detail,
  advice
})

export const broken = (check: string, detail: string, advice: string): Finding => ({
  check,
  state: "broken",
  detail,
  advice
})

const reasonOf = (failure: unknown): string =>
  failure instanceof Error ? failure.message.split("\n")[0]! : String(failure)

/** A check that fails is a finding, not the end of the visit. */
export const orBroken =
  (check: string, advice: string) =>
  <E, R>(body: Effect.Effect<Finding, E, R>): Effect.Effect<Finding, never, R> =>
    Effect.catch(body, (failure) => Effect.succeed(broken(check, reasonOf(failure), advice)))
