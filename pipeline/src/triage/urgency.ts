import type { Priority } from "@otklik/contract/vocabulary"
import { seed } from "../text/seed.ts"
import { cuesOf, found } from "./cues.ts"
import type { Reading } from "../text/reading.ts"

const cues = cuesOf(
  seed("severity").map(({ reason, weight, cue }) => ({ tag: reason, phrase: cue, weight: Number(weight) }))
)

const ofPriority: Readonly<Record<Priority, number>> = { low: 0, normal: 0.05, high: 0.35, urgent: 0.6 }

/** How grave the matter of a text is, 0 to 1: work blocked, data lost, marks, deadlines, wording, the desk's priority. */
export const severity = ({ stems }: Reading, priority: Priority | null): number => {
  const spoken = found(stems, cues)
  const calmer = priority === null ? 0 : ofPriority[priority]
  if (spoken.length === 0) return calmer
  const gravest = new Map<string, number>()
  for (const { tag, weight } of spoken) gravest.set(tag, Math.max(weight, gravest.get(tag) ?? 0))
  let calm = 1 - calmer
  for (const weight of gravest.values()) calm *= 1 - weight
  return Math.round(1000 * (1 - calm)) / 1000
}
