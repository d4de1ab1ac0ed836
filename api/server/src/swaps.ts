import { formula } from "@otklik/contract/formula"
import { judge, type Measures, Part, type ScorePart } from "@otklik/contract/score"
import type { ScoreModel } from "@otklik/contract/score-model"
import type { Neighbour } from "@otklik/contract/why"

const hundredths = (score: number) => Math.round(100 * score)

/** The first of the whole numbers from `low` to `high` for which a test holds from some on; null where none does. */
const first = (low: number, high: number, holds: (at: number) => boolean): number | null => {
  if (low > high || !holds(high)) return null
  let [from, to] = [low, high]
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}

type Swap = NonNullable<Neighbour["swap"]>

/** Points of one part, in tenths, with which a score stands `above` another or below it. */
const reaching = (
  points: ReadonlyArray<number>,
  i: number,
  above: boolean,
  passes: (at: number) => boolean
) => {
  const now = Math.round(10 * points[i]!)
  if (above) return first(now + 1, 1000, passes)
  const down = first(1, now, (steps) => passes(now - steps))
  return down === null ? null : now - down
}

/** The least change of the points of one part alone that takes a theme past another's score; null where none can. */
export const swap = (parts: ReadonlyArray<ScorePart>, other: number, model: ScoreModel): Swap | null => {
  const { adds } = formula(model)
  const points = parts.map((part) => part.points)
  const scoreOf = (all: ReadonlyArray<number>) => adds(all).reduce((sum, add) => sum + add, 0)
  const above = scoreOf(points) <= hundredths(other)
  const swaps = Part.literals.flatMap((part, i): ReadonlyArray<Swap> => {
    const at = reaching(points, i, above, (tenths) => {
      const score = scoreOf(points.with(i, tenths / 10))
      return above ? score > hundredths(other) : score < hundredths(other)
    })
    return at === null ? [] : [{ part, from: points[i]!, to: at / 10 }]
  })
  const [least] = swaps.toSorted((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from))
  return least ?? null
}

/** Schools more, of all that could speak, with which reach alone lifts a score to another; null where it cannot. */
export const schoolsTo = (
  measures: Measures,
  score: number,
  { raised, total }: { readonly raised: number; readonly total: number },
  model: ScoreModel
): number | null => {
  const scoreOf = judge(model)
  return first(1, total - raised, (more) => {
    const reach = Math.min(1, measures.reach + more / total)
    return hundredths(scoreOf({ ...measures, reach }).score) >= hundredths(score)
  })
}
