import { Apart } from "./bounds.ts"
import type { Evidence } from "./fit.ts"
import { type Merge, merge, sharedBetween } from "./merge.ts"
import { Model } from "./model.ts"
import { type Partition, rootsOf } from "./partition.ts"

/** At this resolution of the modularity the merge tree is cut: coarse, a direction holds several themes. */
const RESOLUTION = 0.5

/**
 * The coarse level: themes go on joining without gate and threshold, and the tree is cut where the modularity of the
 * graph is highest. Returns each theme's direction, named by its smallest theme.
 */
export const directions = (
  { views, graph, weight }: Evidence,
  { theme, themes }: Partition,
  size: number
): Int32Array => {
  const model = new Model(views, weight, theme, themes)
  const steps = merge(model, sharedBetween(model, graph), {
    size,
    chance: 0,
    share: 0,
    least: -Infinity,
    apart: new Apart()
  })
  return smallest(
    rootsOf(themes, steps.slice(0, bestCut(steps, flows({ views, graph, weight }, { theme, themes }))))
  )
}

interface Flows {
  /** edge weight between each pair of themes, both ways */
  readonly between: ReadonlyArray<Map<number, number>>
  readonly degree: Float64Array
  readonly all: number
}

const flows = ({ graph }: Evidence, { theme, themes }: Partition): Flows => {
  const between = Array.from({ length: themes }, () => new Map<number, number>())
  const degree = new Float64Array(themes)
  for (let text = 0; text < theme.length; text++)
    for (let i = graph.start[text]; i < graph.start[text + 1]; i++) {
      const other = theme[graph.ends[i]]
      if (theme[text] < 0 || other < 0) continue
      degree[theme[text]] += graph.weights[i]
      if (other !== theme[text])
        between[theme[text]].set(other, (between[theme[text]].get(other) ?? 0) + graph.weights[i])
    }
  return { between, degree, all: degree.reduce((a, b) => a + b, 0) }
}

const bestCut = (steps: ReadonlyArray<Merge>, { between, degree, all }: Flows): number => {
  let quality = 0
  let best = 0
  let cut = 0
  for (let step = 0; step < steps.length; step++) {
    const { kept, dropped } = steps[step]
    quality +=
      (2 * (between[kept].get(dropped) ?? 0)) / all -
      (2 * RESOLUTION * degree[kept] * degree[dropped]) / (all * all)
    degree[kept] += degree[dropped]
    for (const [other, weight] of between[dropped]) {
      between[other].delete(dropped)
      if (other === kept) continue
      between[kept].set(other, (between[kept].get(other) ?? 0) + weight)
      between[other].set(kept, (between[other].get(kept) ?? 0) + weight)
    }
    if (quality > best) [best, cut] = [quality, step + 1]
  }
  return cut
}

const smallest = (root: Int32Array): Int32Array => {
  const least = new Map<number, number>()
  root.forEach((one, theme) => least.has(one) || least.set(one, theme))
  return root.map((one) => least.get(one)!)
}
