import { Service } from "@otklik/contract/vocabulary"
import { seed } from "../text/seed.ts"
import { cuesOf, found } from "./cues.ts"
import type { Reading } from "../text/reading.ts"

const cues = cuesOf(
  seed("service_cues").map(({ service, weight, cue }) => ({
    tag: service as Service,
    phrase: cue,
    weight: Number(weight)
  }))
)

/** The service that a text speaks of, by weighted cues; null where none is named clearly. */
export const service = ({ stems }: Reading): Service | null => {
  const spoken = found(stems, cues)
  if (spoken.length === 0) return null
  const sums = new Map<Service, number>()
  for (const { tag, weight } of spoken) sums.set(tag, (sums.get(tag) ?? 0) + weight)
  let best: Service | null = null
  for (const each of Service.literals)
    if ((sums.get(each) ?? 1) > (best === null ? 1 : sums.get(best)!)) best = each
  return best
}
