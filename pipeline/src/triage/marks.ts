import { Verdict } from "@otklik/contract/vocabulary"
import { isStop, type Reading } from "../text/reading.ts"
import { seed } from "../text/seed.ts"
import { cuesOf, found } from "./cues.ts"
import { isNoise } from "./noise.ts"

const cues = cuesOf(
  seed("verdicts").map(({ verdict, weight, cue }) => ({
    tag: verdict as Verdict,
    phrase: cue,
    weight: Number(weight)
  }))
)

/** Marks are numbered: these four that every text may have, then the cues. */
const EVERY = 0
const SILENT = 1
const BRIEF = 2
const EMPTY = 3
const known = [...cues.values()].flat()
const markOf = new Map(known.map((cue, i) => [cue, 4 + i]))

/** The words that tell each mark, null where none do. */
export const markPhrases: ReadonlyArray<string | null> = [
  null,
  null,
  null,
  null,
  ...known.map(({ phrase }) => phrase)
]

/** Thanks at the end of a longer message are courtesy, not its matter. */
const MOST_GRATEFUL = 8

/** So few words of matter, none of them a cue, tell nothing: «хз», «ясно», «дубликат». */
const TOO_FEW = 2

/** Stems of a reading that say something, in order. */
export const matterOf = ({ stems }: Reading): ReadonlyArray<string> => stems.filter((stem) => !isStop(stem))

/** The marks of a reading: the cues that stand in it, and whether it is silent of them, brief or empty of matter. */
export const marksOf = (reading: Reading, matter: number): Array<number> => {
  const noise = isNoise(reading)
  const marks = [EVERY]
  if (noise) marks.push(EMPTY)
  for (const cue of found(noise ? reading.said : reading.stems, cues))
    if (cue.tag !== "thanks" || noise || matter <= MOST_GRATEFUL) marks.push(markOf.get(cue)!)
  if (marks.length === 1) marks.push(matter <= TOO_FEW ? BRIEF : SILENT)
  return marks
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
  const weights = new Float64Array(markPhrases.length * classes)
  const say = (mark: number, verdict: Verdict, weight: number) => {
    weights[mark * classes + Verdict.literals.indexOf(verdict)] = weight
  }
  order.forEach((verdict, i) => say(EVERY, verdict, (order.length - i) / 100))
  say(SILENT, "system", 2)
  say(BRIEF, "noise", 2)
  say(EMPTY, "noise", 8)
  say(EMPTY, "thanks", 7)
  for (const [{ tag, weight }, mark] of markOf) say(mark, tag, weight)
  return weights
}
