import { formula } from "@otklik/contract/formula"
import { measures } from "@otklik/contract/score"
import type { ScoreModel } from "@otklik/contract/score-model"
import { chance } from "./chance.ts"
import { type Gathered, type ThemeSignals, voiced } from "./signals.ts"
import type { Ground } from "./signals/ground.ts"
import type { Heard } from "./signals/heard.ts"
import { sumTheme } from "./signals/sums.ts"

/** Places of a theme in 19 of 20 resamplings. */
export interface Interval {
  readonly low: number
  readonly high: number
}

const REPLICATES = 200
/** places left out on either side: 2.5 % */
const LOW = 5

/** Weight of a school in a replicate: exponential of mean 1, as in the Bayesian bootstrap (D. Rubin 1981). */
const weightOf = (replicate: number, school: number) => -Math.log1p(-chance(replicate, school))

/** Places by score, equal scores sharing one. */
const placesOf = (scores: Float64Array, places: Float64Array) => {
  const order = Float64Array.from(scores).sort()
  for (let i = 0; i < scores.length; i++) places[i] = above(order, scores[i]!) + 1
}

/** How many of ascending values are greater. */
const above = (ascending: Float64Array, value: number) => {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! > value) high = middle
    else low = middle + 1
  }
  return ascending.length - low
}

/** How many times as many schools of each district are heard where each has its weight in a replicate. */
const heardAgain = ({ heard, schools: was }: Heard, schools: Uint8Array, weights: Float64Array) => {
  const again = new Float64Array(heard.length)
  was.forEach((spoke, school) => {
    if (spoke === 1) again[schools[school]!]! += weights[school]!
  })
  return again.map((weight, district) => (heard[district] === 0 ? 1 : weight / heard[district]!))
}

/** Scores themes again and again with every school weighing by chance, as if others had been heard. */
const replicate = (
  { audible, counts, heard, pace, pairs, themes }: Gathered,
  chosen: ReadonlyArray<number>,
  schools: Uint8Array,
  model: ScoreModel
) => {
  const { adds, points } = formula(model)
  const scores = new Float64Array(chosen.length)
  return (round: number): Float64Array => {
    const weights = Float64Array.from(schools, (_, school) => weightOf(round, school))
    const times = heardAgain(heard, schools, weights)
    const weightAt = (voice: number) => (voice < 0 ? 1 : weights[voice]!)
    chosen.forEach((index, i) => {
      const sums = sumTheme(pairs, pairs.themes[index]!, counts, schools, weightAt)
      const hearing = audible[index]!.map((schools, district) => schools * times[district]!)
      const again = { ...themes[index]!, ...voiced(sums, hearing, heard.total, pace, model) }
      scores[i] = adds(points(measures(again, model))).reduce((sum, add) => sum + add, 0)
    })
    return scores
  }
}

/**
 * The places that each of some themes takes in 19 of 20 of two hundred weighted bootstraps over the schools
 * (D. Rubin 1981): confidence, persistence, strategy and effort stay as they are. Where few schools make a theme, its
 * place hangs on who happened to be heard, and the interval is wide.
 */
export const intervals = (
  gathered: Gathered,
  { schools }: Ground,
  model: ScoreModel,
  asks: (theme: ThemeSignals) => boolean
): ReadonlyMap<string, Interval> => {
  const chosen = [...gathered.themes.keys()].filter((index) => asks(gathered.themes[index]!))
  const again = replicate(gathered, chosen, schools, model)
  const places = Array.from({ length: REPLICATES }, () => new Float64Array(chosen.length))
  places.forEach((row, round) => placesOf(again(round), row))
  return new Map(
    chosen.map((index, i) => {
      const taken = Float64Array.from(places, (row) => row[i]!).sort()
      return [gathered.themes[index]!.theme, { low: taken[LOW]!, high: taken[REPLICATES - 1 - LOW]! }]
    })
  )
}
