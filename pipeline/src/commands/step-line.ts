import { Console, Effect } from "effect"
import type { Listener, StepReport } from "../build/step.ts"
import { grouped } from "./progress-bar.ts"

/** One line a step: its name, what it counted, how long it took. */
export const stepLine = ({ step, counts, seconds }: StepReport): string => {
  const counted = Object.entries(counts).map(([name, count]) => `${name} ${grouped(count)}`)
  return `${step.padEnd(10)} ${counted.join(", ").padEnd(48)} ${seconds.toFixed(2)} s`
}

/** On a terminal the step under way is seen too, and makes room for its line. */
const underWay = (step: string) =>
  Effect.sync(() => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${step} …`)
  })

const clear = Effect.sync(() => {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K")
})

/** Prints each finished step; for machines, on the error stream, so that the output is one JSON document. */
export const listener = (json: boolean): Listener => ({
  begins: underWay,
  ended: (report) =>
    Effect.andThen(clear, json ? Console.error(stepLine(report)) : Console.log(stepLine(report)))
})
