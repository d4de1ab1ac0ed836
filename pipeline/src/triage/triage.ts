import type { Priority, Service } from "@otklik/contract/vocabulary"
import { readingOf } from "../text/reading.ts"
import { service } from "./service.ts"
import { severity } from "./urgency.ts"
import { type Example, type Judgement, learnt } from "./verdict.ts"

export interface Triage extends Judgement {
  /** 0 to 1 */
  readonly severity: number
  readonly service: Service | null
}

/** All that triage says of one text, which is read once; verdicts as the examples teach, in the order of message ids. */
export const triager = (examples: ReadonlyArray<Example> = []) => {
  const verdict = learnt(examples)
  return (text: string, priority: Priority | null): Triage => {
    const reading = readingOf(text)
    const { because, probability, verdict: judged } = verdict(reading)
    return {
      verdict: judged,
      probability,
      because,
      severity: severity(reading, priority),
      service: service(reading)
    }
  }
}
