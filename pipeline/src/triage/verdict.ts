import { Verdict } from "@otklik/contract/vocabulary"
import { seed } from "../text/seed.ts"
import { cuesOf, found } from "./cues.ts"
import { isNoise } from "./noise.ts"
import { isStop, type Reading } from "../text/reading.ts"

export interface Judgement {
  readonly verdict: Verdict
  /** the cues that decided it, as they stand in sql/seeds/verdicts.csv; none where nothing spoke */
  readonly because: ReadonlyArray<string>
}

/** Where two verdicts weigh the same, the earlier stands: the narrower matter before the wider. */
const order = [
  "content",
  "access",
  "data",
  "idea",
  "system",
  "method",
  "thanks"
] as const satisfies ReadonlyArray<Verdict>

const cues = cuesOf(
  seed("verdicts").map(({ verdict, weight, cue }) => ({
    tag: verdict as Verdict,
    phrase: cue,
    weight: Number(weight)
  }))
)

/** Thanks at the end of a longer message are courtesy, not its matter. */
const MOST_GRATEFUL = 8

/** So few words of matter, none of them a cue, tell nothing: «хз», «ясно», «дубликат». */
const TOO_FEW = 2

const heaviest = (sums: ReadonlyMap<Verdict, number>, otherwise: Verdict): Verdict => {
  const most = Math.max(0, ...sums.values())
  return order.find((verdict) => most > 0 && sums.get(verdict) === most) ?? otherwise
}

/** What kind of matter a text is, by weighted cues; `otherwise` where no cue speaks. */
export const verdict = (reading: Reading, otherwise: Verdict = "system"): Judgement => {
  const noise = isNoise(reading)
  const spoken = found(noise ? reading.said : reading.stems, cues)
  const sums = new Map<Verdict, number>()
  for (const { tag, weight } of spoken) sums.set(tag, (sums.get(tag) ?? 0) + weight)
  const matter = reading.stems.filter((stem) => !isStop(stem)).length
  if (!noise && matter > MOST_GRATEFUL) sums.delete("thanks")
  const unsaid = matter <= TOO_FEW ? "noise" : otherwise
  const judged = noise ? (sums.has("thanks") ? "thanks" : "noise") : heaviest(sums, unsaid)
  return { verdict: judged, because: spoken.filter(({ tag }) => tag === judged).map(({ phrase }) => phrase) }
}
