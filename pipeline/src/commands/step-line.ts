import { Console, Effect } from "effect"
import type { StepReport } from "../build/step.ts"
import { grouped } from "./progress-bar.ts"

/** One line a step: its name, what it counted, how long it took. */
export const stepLine = ({ step, counts, seconds }: StepReport): string => {
  const counted = Object.entries(counts).map(([name, count]) => `${name} ${grouped(count)}`)
  return `${step.padEnd(10)} ${counted.join(", ").padEnd(48)} ${seconds.toFixed(2)} s`
}

/** Prints each finished step; for machines, on the error stream, so that the output is one JSON document. */
export const reporter =
  (json: boolean) =>
  (report: StepReport): Effect.Effect<void> =>
    json ? Console.error(stepLine(report)) : Console.log(stepLine(report))
