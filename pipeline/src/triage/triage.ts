import type { Language, Priority, Service, Verdict } from "@otklik/contract/vocabulary"
import { language } from "./language.ts"
import { isNoise } from "./noise.ts"
import { readingOf } from "../text/reading.ts"
import { service } from "./service.ts"
import { severity } from "./urgency.ts"
import { type Judgement, verdict } from "./verdict.ts"

export interface Triage extends Judgement {
  /** 0 to 1 */
  readonly severity: number
  readonly noise: boolean
  readonly language: Language
  readonly service: Service | null
}

/** All that triage says of one text, which is read once; `otherwise` is the verdict where no cue speaks. */
export const triage = (text: string, priority: Priority | null, otherwise: Verdict = "system"): Triage => {
  const reading = readingOf(text)
  return {
    ...verdict(reading, otherwise),
    severity: severity(reading, priority),
    noise: isNoise(reading),
    language: language(text),
    service: service(reading)
  }
}
