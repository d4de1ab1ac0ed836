import { curve } from "./curve.ts"
import { Part, type ScoreModel } from "./score-model.ts"

/** The one number that each part is judged by, in the units of its anchor; effort is null without an estimate. */
export type Measures = Readonly<Record<Exclude<Part, "effort">, number>> & { readonly effort: number | null }

type Points = ReadonlyArray<number>
/** What each part adds, in whole hundredths of a point, in the order of the parts. */
type Adds = (points: Points) => ReadonlyArray<number>

const parts = Part.literals
const effort = parts.indexOf("effort")
const neutral = 50

const weighted =
  (weights: Points): Adds =>
  (points) =>
    points.map((earned, part) => Math.round(100 * earned * weights[part]!))

const sum = (values: Points) => values.reduce((all, value) => all + value, 0)

/** Cost of delay, of which effort takes away its share. */
const delayed = (weights: Points): Adds => {
  const worth = weighted(weights)
  return (points) => {
    const adds = points.map((earned, part) => (part === effort ? 0 : earned))
    const delay = worth(adds)
    return delay.map((add, part) =>
      part === effort ? 0 - Math.round(sum(delay) * (1 - points[effort]! / 100)) : add
    )
  }
}

/** A product of powers, the weights being the powers: the first part gives, each after it takes its share away. */
const multiplied =
  (weights: Points): Adds =>
  (points) => {
    let product = 1
    let before = 0
    return points.map((earned, part) => {
      if (weights[part] === 0) return 0
      product *= (earned / 100) ** weights[part]!
      const after = Math.round(10_000 * product)
      const add = after - before
      before = after
      return add
    })
  }

const formulas = { weighted, rice: multiplied, wsjf: delayed } as const

/** Where a formula divides by effort, points are the quotient: 100 up to the anchor, half of it at twice as much. */
const quotient =
  ({ hundred }: { readonly hundred: number }) =>
  (weeks: number) =>
    Math.round((1000 * hundred) / Math.max(hundred, weeks)) / 10

/** The points that each part earns, and what they add, by one model: made once, then fast for any number of themes. */
export const formula = (model: ScoreModel) => {
  const curves = parts.map((part) =>
    part === "effort" && model.formula !== "weighted"
      ? quotient(model.anchors.effort)
      : curve(model.anchors[part])
  )
  return {
    points: (measures: Measures): Points =>
      parts.map((part, i) => {
        const measure = measures[part]
        return measure === null ? neutral : curves[i]!(measure)
      }),
    adds: formulas[model.formula](parts.map((part) => model.weights[part]))
  }
}
