import type { ScoreModel } from "@otklik/contract/score-model"
import type { Ground } from "./ground.ts"
import { type Heard, WEEKS } from "./heard.ts"
import type { Pairs, ThemeTotal } from "./pairs.ts"

/** Weeks in a row that a burst may take: a fortnight touches three. */
const BURST = 3

const lowest = (word: number) => 31 - Math.clz32(word & -word)
const highest = (word: number) => 31 - Math.clz32(word)

const firstWeek = (early: number, late: number) => (early === 0 ? 32 + lowest(late) : lowest(early))
const lastWeek = (early: number, late: number) => (late === 0 ? highest(early) : 32 + highest(late))

/** All that a school says on a theme falls into a fortnight or so. */
const isSingle = (early: number, late: number) => lastWeek(early, late) - firstWeek(early, late) < BURST

const addWeeks = (weeks: Float64Array, word: number, from: number) => {
  for (let rest = word; rest !== 0; rest &= rest - 1) weeks[from + lowest(rest)]!++
}

/** Start of the three weeks in a row in which most schools spoke. */
const loudest = (spoke: Float64Array) => {
  let start = 0
  let most = -1
  for (let week = 0; week + BURST <= WEEKS; week++) {
    const sum = spoke[week]! + spoke[week + 1]! + spoke[week + 2]!
    if (sum > most) [start, most] = [week, sum]
  }
  return start
}

/** Schools of a theme for each school heard at all, in the weeks outside its loudest three; null where none were heard. */
const restRate = (spoke: Float64Array, weekly: Float64Array) => {
  const start = loudest(spoke)
  let [said, heard] = [0, 0]
  for (let week = 0; week < WEEKS; week++) {
    if (week >= start && week < start + BURST) continue
    said += spoke[week]!
    heard += weekly[week]!
  }
  return heard === 0 ? null : said / heard
}

/**
 * What a school whose only voice falls into a week counts: 1, or less where more such schools came in that week than the
 * rest of the theme's weeks makes plausible, given how many schools were heard at all in each.
 */
const burstFactors = (
  spoke: Float64Array,
  singles: Float64Array,
  { weekly }: Heard,
  { burst: { counts, deviations, floor } }: ScoreModel
): Float64Array => {
  const factors = new Float64Array(WEEKS).fill(1)
  const rate = restRate(spoke, weekly)
  if (rate === null) return factors
  for (let week = 0; week < WEEKS; week++) {
    const usual = rate * weekly[week]!
    const most = floor + usual + deviations * Math.sqrt(usual)
    const came = singles[week]!
    if (came > most) factors[week] = (usual + counts * (came - usual)) / came
  }
  return factors
}

/**
 * What a school counts by how much of its voice goes to one theme: 1 up to the share of all else that the model allows,
 * beyond it less by the square (a redescending weight, after F. Hampel 1974). Schools that push a theme by arrangement are
 * heard of little besides.
 */
const devotion = (own: number, said: number, { devotion: limit }: ScoreModel) => {
  if (limit === undefined) return 1
  const most = limit.share * (Math.max(0, said - own) + limit.beforehand)
  return own <= most ? 1 : (most / own) ** 2
}

/** What each pair of a theme counts, 0 to 1: mass mailings at the model's discount, bursts winsorised, schools of one matter discounted. */
export const countPairs = (
  pairs: Pairs,
  { from, to }: ThemeTotal,
  heard: Heard,
  { said }: Ground,
  model: ScoreModel,
  counts: Float64Array
): void => {
  const [spoke, singles] = [new Float64Array(WEEKS), new Float64Array(WEEKS)]
  const { copied, early, late, voice } = pairs
  for (let at = from; at < to; at++) {
    if (voice[at]! < 0) continue
    addWeeks(spoke, early[at]!, 0)
    addWeeks(spoke, late[at]!, 32)
    if (isSingle(early[at]!, late[at]!)) singles[firstWeek(early[at]!, late[at]!)]!++
  }
  const factors = burstFactors(spoke, singles, heard, model)
  for (let at = from; at < to; at++) {
    const school = voice[at]!
    const own = school < 0 ? model.alone : devotion(pairs.own[at]!, said[school]!, model)
    const sent = copied[at] === 1 ? model.campaign : 1
    const single = isSingle(early[at]!, late[at]!)
    counts[at] = own * sent * (single ? factors[firstWeek(early[at]!, late[at]!)]! : 1)
  }
}

const sum = (values: Float64Array) => {
  let all = 0
  for (let i = 0; i < values.length; i++) all += values[i]!
  return all
}

/**
 * Variance between districts beyond what chance alone makes of their sizes: the moment estimator of R. Marshall 1991
 * for the global empirical Bayes smoother.
 */
const spread = (raised: Float64Array, bases: Float64Array, mean: number) => {
  let [squares, all, districts] = [0, 0, 0]
  for (let d = 0; d < bases.length; d++) {
    if (bases[d] === 0) continue
    squares += bases[d]! * (raised[d]! / bases[d]! - mean) ** 2
    all += bases[d]!
    districts++
  }
  return Math.max(0, squares / all - (mean * (1 - mean) * districts) / all)
}

/** The shares of a theme by district, shrunk toward its own city share where a district's schools are few. */
export const shares = (
  raised: Float64Array,
  audible: Float64Array,
  total: Float64Array,
  most: number
): Float64Array => {
  const bases = total.map((schools, d) => Math.max(audible[d]!, raised[d]!, schools / most))
  const all = sum(bases)
  const mean = all === 0 ? 0 : Math.min(1, sum(raised) / all)
  const between = all === 0 ? 0 : spread(raised, bases, mean)
  return bases.map((schools, d) => {
    if (schools === 0) return 0
    const chance = (mean * (1 - mean)) / schools
    const trust = between + chance === 0 ? 0 : between / (between + chance)
    return Math.min(1, mean + trust * (raised[d]! / schools - mean))
  })
}

/**
 * Estimated share of all schools: the shares of the districts among those that would be heard (`audible`; one school
 * stands for at most `most`), each weighted by its schools (post-stratification), so that a district that is heard much
 * does not outvote one that is heard little. The geometric mean of that and of the share that was seen raising the theme,
 * weighed by `seen`, keeps a theme of few voices from standing for a whole city on the strength of an extrapolation.
 */
export const estimate = (
  raised: Float64Array,
  audible: Float64Array,
  total: Float64Array,
  { most, seen = 0 }: ScoreModel["reach"]
): number => {
  const all = sum(total)
  if (all === 0) return 0
  const shrunk = shares(raised, audible, total, most)
  let reached = 0
  for (let d = 0; d < shrunk.length; d++) reached += shrunk[d]! * total[d]!
  return (reached / all) ** (1 - seen) * (sum(raised) / all) ** seen
}
