import type { Language, Priority, Service } from "@otklik/contract/vocabulary"
import { language } from "./language.ts"
import { isNoise } from "./noise.ts"
import { readingOf } from "../text/reading.ts"
import { service } from "./service.ts"
import { severity } from "./urgency.ts"
import { type Example, type Judgement, learnt } from "./verdict.ts"

export interface Triage extends Judgement {
  /** 0 to 1 */
  readonly severity: number
  readonly noise: boolean
  readonly language: Language
  readonly service: Service | null
}

/** All that triage says of one text, which is read once; verdicts as the examples teach, in the order of message ids. */
export const triager = (examples: ReadonlyArray<Example> = []) => {
  const verdict = learnt(examples)
  return (text: string, priority: Priority | null): Triage => {
    const reading = readingOf(text)
    return {
      ...verdict(reading),
      severity: severity(reading, priority),
      noise: isNoise(reading),
      language: language(text),
      service: service(reading)
    }
  }
}
