import type { ScoreModel } from "@otklik/contract/score-model"
import { type Heard, LEVELS, voicesAt } from "./heard.ts"
import type { Pairs, ThemeTotal } from "./pairs.ts"

const bits = (word: number) => {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Share of what was heard at all that was heard since a theme's first voice: a young theme had little time to be raised. */
const lifeOf = ({ early, late, voice }: Pairs, { from, to }: ThemeTotal, { weekly }: Heard): number => {
  let [first, rest] = [0, 0]
  for (let at = from; at < to; at++) {
    if (voice[at]! < 0) continue
    first |= early[at]!
    rest |= late[at]!
  }
  const oldest = rest === 0 ? 31 - Math.clz32(first) : 63 - Math.clz32(rest)
  let [since, all] = [0, 0]
  weekly.forEach((schools, week) => {
    all += schools
    if (week <= oldest) since += schools
  })
  return all === 0 ? 1 : since / all
}

/** x ÷ (1 − e^−x), 1 at 0: how often one who is heard at all is heard, where x times are expected. */
const heardOften = (x: number) => (x < 1e-6 ? 1 + x / 2 : x / -Math.expm1(-x))
const heardOftenRises = (x: number) => {
  if (x < 1e-4) return 0.5 + x / 6
  const unheard = Math.exp(-x)
  return (1 - unheard - x * unheard) / (1 - unheard) ** 2
}

/**
 * How many weeks with a voice on the theme one voice of a school on anything stands for, from the schools that raise it:
 * the likeliest rate of Poisson counts of which the zeros are not seen, under a gamma prior (zero-truncated, as A. Chao
 * 1987; that repetitions tell the rate of reporting is Z. Liu, U. Bhandaram and N. Garg 2023). Newton's steps from above.
 */
const rateOf = (
  weeks: number,
  schools: Float64Array,
  life: number,
  { mean, shape }: ScoreModel["reach"]["rate"]
) => {
  const known = weeks + shape - 1
  const loud = schools.map((_, level) => voicesAt(level) * life)
  const steady = shape / mean
  let rate = known / (loud.reduce((sum, x, level) => sum + x * schools[level]!, 0) + steady)
  for (let step = 0; step < 8; step++) {
    let [excess, slope] = [steady * rate - known, steady]
    for (let level = 1; level < LEVELS; level++) {
      if (schools[level] === 0) continue
      excess += schools[level]! * heardOften(loud[level]! * rate)
      slope += schools[level]! * loud[level]! * heardOftenRises(loud[level]! * rate)
    }
    rate -= excess / slope
  }
  return rate
}

/**
 * How many schools of each district, by number, would be heard of a theme if all of them had it: those that write much
 * surely, the silent hardly. Schools that count for less, of a burst or a mailing, tell nothing of how readily they write.
 */
export const audible = (
  pairs: Pairs,
  total: ThemeTotal,
  counts: Float64Array,
  heard: Heard,
  { reach: { rate: prior } }: ScoreModel
): Float64Array => {
  const schools = new Float64Array(LEVELS)
  let weeks = 0
  for (let at = total.from; at < total.to; at++) {
    const voice = pairs.voice[at]!
    if (voice < 0 || counts[at]! < 1) continue
    schools[Math.max(1, heard.levels[voice]!)]!++
    weeks += bits(pairs.early[at]!) + bits(pairs.late[at]!)
  }
  const life = lifeOf(pairs, total, heard)
  const rate = rateOf(weeks, schools, life, prior) * life
  const heardOf = Float64Array.from({ length: LEVELS }, (_, level) => -Math.expm1(-rate * voicesAt(level)))
  return heard.heard.map((_, district) =>
    heardOf.reduce((sum, chance, level) => sum + chance * heard.atLevel[district * LEVELS + level]!, 0)
  )
}
