import { Verdict } from "@otklik/contract/vocabulary"
import { isStop, type Reading } from "../text/reading.ts"
import { seed } from "../text/seed.ts"
import { cuesOf, found } from "./cues.ts"
import { isNoise } from "./noise.ts"

/** What a text is beside its words: its number among all marks, and the words that tell it where there are such. */
export interface Mark {
  readonly number: number
  readonly phrase: string | null
}

const cues = cuesOf(
  seed("verdicts").map(({ verdict, weight, cue }) => ({
    tag: verdict as Verdict,
    phrase: cue,
    weight: Number(weight)
  }))
)

const every: Mark = { number: 0, phrase: null }
const silent: Mark = { number: 1, phrase: null }
const brief: Mark = { number: 2, phrase: null }
const empty: Mark = { number: 3, phrase: null }
const markOf = new Map(
  [...cues.values()].flat().map((cue, i) => [cue, { number: 4 + i, phrase: cue.phrase } satisfies Mark])
)

export const marks = 4 + markOf.size

/** Thanks at the end of a longer message are courtesy, not its matter. */
const MOST_GRATEFUL = 8

/** So few words of matter, none of them a cue, tell nothing: «хз», «ясно», «дубликат». */
const TOO_FEW = 2

/** Stems of a reading that say something, in order. */
export const matterOf = ({ stems }: Reading): ReadonlyArray<string> => stems.filter((stem) => !isStop(stem))

/** The marks of a reading: the cues that stand in it, and whether it is silent of them, brief or empty of matter. */
export const marksOf = (reading: Reading, matter: number): ReadonlyArray<Mark> => {
  const noise = isNoise(reading)
  const spoken = found(noise ? reading.said : reading.stems, cues).filter(
    ({ tag }) => tag !== "thanks" || noise || matter <= MOST_GRATEFUL
  )
  if (noise) return [every, empty, ...spoken.map((cue) => markOf.get(cue)!)]
  if (spoken.length === 0) return [every, matter <= TOO_FEW ? brief : silent]
  return [every, ...spoken.map((cue) => markOf.get(cue)!)]
}

/** Where cues weigh the same, the earlier stands: the narrower matter before the wider. */
const order = [
  "content",
  "access",
  "data",
  "idea",
  "system",
  "method",
  "thanks"
] as const satisfies ReadonlyArray<Verdict>

/** What each mark says of each verdict before anybody has decided anything, in log-odds. */
export const expected = (): Float64Array => {
  const classes = Verdict.literals.length
  const weights = new Float64Array(marks * classes)
  const say = ({ number }: Mark, verdict: Verdict, weight: number) => {
    weights[number * classes + Verdict.literals.indexOf(verdict)] = weight
  }
  order.forEach((verdict, i) => say(every, verdict, (order.length - i) / 100))
  say(silent, "system", 2)
  say(brief, "noise", 2)
  say(empty, "noise", 8)
  say(empty, "thanks", 7)
  for (const [{ tag, weight }, mark] of markOf) say(mark, tag, weight)
  return weights
}
