import { District } from "@otklik/contract/vocabulary"
import type { Pairs, ThemeTotal } from "./pairs.ts"

/** Sums over the voices of one theme, each by what it counts. */
export interface Sums {
  /** schools that raise it, by number of the district */
  readonly raised: Float64Array
  readonly heard: number
  readonly severe: number
  readonly recent: number
  readonly base: number
}

/** Sums one theme; `weightAt` is what a voice weighs, 1 but where schools are resampled. An incident is one voice of no school. */
export const sumTheme = (
  pairs: Pairs,
  { from, storm, to }: ThemeTotal,
  counts: Float64Array,
  schools: Uint8Array,
  weightAt: (voice: number) => number
): Sums => {
  const raised = new Float64Array(District.literals.length + 1)
  let [heard, severe] = storm < 0 ? [0, 0] : [1, storm / 1000]
  let [recent, base] = [0, 0]
  for (let at = from; at < to; at++) {
    const voice = pairs.voice[at]!
    const weight = counts[at]! * weightAt(voice)
    if (voice >= 0) raised[schools[voice]!]! += weight
    // what counts for little proves still less of how grave a matter is
    heard += weight * counts[at]! * pairs.heard[at]!
    severe += weight * counts[at]! * pairs.severe[at]!
    recent += weight * pairs.recent[at]!
    base += weight * pairs.base[at]!
  }
  return { raised, heard, severe, recent, base }
}
