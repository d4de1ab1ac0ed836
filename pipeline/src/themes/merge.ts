import type { Apart } from "./bounds.ts"
import type { Graph } from "./graph.ts"
import { Heap } from "./heap.ts"
import { logGamma } from "./log-gamma.ts"
import type { Model } from "./model.ts"
import { WORD } from "./view.ts"

/** One step of the merge tree: `dropped` became part of `kept`. */
export interface Merge {
  readonly kept: number
  readonly dropped: number
}

export interface Merging {
  /** exponent of the theme size in its prior */
  readonly size: number
  /** themes may join while they share more than this many times the neighbours that chance would give */
  readonly chance: number
  /** … and at least this share of the smaller theme's neighbours */
  readonly share: number
  /** the least gain that joins; themes that only a loss would join stay apart */
  readonly least: number
  /** pairs that must stay apart */
  readonly apart: Pick<Apart, "has" | "join">
}

/** Neighbour share between themes: for texts of a, the share of their edge weight that goes to b, and back, halved. */
export const sharedBetween = (model: Model, graph: Graph): Array<Map<number, number>> => {
  const { theme, weight } = model
  const shared = Array.from({ length: model.size.length }, () => new Map<number, number>())
  const add = (a: number, b: number, share: number) => shared[a].set(b, (shared[a].get(b) ?? 0) + share)
  for (let text = 0; text < theme.length; text++) {
    const own = theme[text]
    if (own < 0) continue
    let all = 0
    for (let i = graph.start[text]; i < graph.start[text + 1]; i++) all += graph.weights[i]
    for (let i = graph.start[text]; i < graph.start[text + 1]; i++) {
      const other = theme[graph.ends[i]]
      if (other >= 0 && other !== own) add(own, other, (weight[text] * graph.weights[i]) / (2 * all))
    }
  }
  return mutual(shared)
}

/** Each pair's shares from both sides, added up on both sides. */
const mutual = (shared: ReadonlyArray<ReadonlyMap<number, number>>): Array<Map<number, number>> => {
  const sums = shared.map((others) => new Map(others))
  shared.forEach((others, own) => {
    for (const [other, share] of others) sums[other].set(own, (sums[other].get(own) ?? 0) + share)
  })
  return sums
}

/** Marginal-likelihood gain of joining two themes, per (harmonic) text. */
export const gain = ({ size, views, counts, totals }: Model, a: number, b: number, rho: number): number => {
  let sum = rho * (logGamma(size[a] + size[b]) - logGamma(size[a]) - logGamma(size[b]))
  for (let v = 0; v < views.length; v++) {
    const { prior, priorSum, share } = views[v]
    const [small, large] = counts[v].used(a) < counts[v].used(b) ? [a, b] : [b, a]
    let log = 0
    counts[v].each(small, (feature, units) => {
      const other = counts[v].get(large, feature)
      if (other === 0) return
      const p = prior[feature]
      const x = units / WORD
      const y = other / WORD
      log += logGamma(x + y + p) - logGamma(x + p) - logGamma(y + p) + logGamma(p)
    })
    const x = totals[v][a] / WORD
    const y = totals[v][b] / WORD
    log += logGamma(x + priorSum) + logGamma(y + priorSum) - logGamma(x + y + priorSum) - logGamma(priorSum)
    sum += share * log
  }
  return (sum * (size[a] + size[b])) / (size[a] * size[b])
}

/**
 * Joins neighbouring themes greedily, the largest gain first, while there is a gain and they share more neighbours
 * than chance; gains are evaluated again when their pair comes up, and passes repeat until one joins nothing.
 * Returns the steps; `model` and `shared` are left as merged.
 */
export const merge = (
  model: Model,
  shared: Array<Map<number, number>>,
  settings: Merging
): ReadonlyArray<Merge> => {
  const steps: Array<Merge> = []
  for (let before = -1; before < steps.length;) {
    before = steps.length
    pass(model, shared, settings, steps)
  }
  return steps
}

const pass = (
  model: Model,
  shared: Array<Map<number, number>>,
  settings: Merging,
  steps: Array<Merge>
): void => {
  const { size } = model
  const all = size.reduce((sum, one) => sum + one, 0)
  const version = new Int32Array(size.length)
  const heap = new Heap()
  const seen = new Map<number, number>()
  const key = (a: number, b: number) => a * size.length + b
  const offer = (a: number, b: number): void => {
    const least = Math.max(
      (settings.chance * size[a] * size[b]) / all,
      settings.share * Math.min(size[a], size[b])
    )
    if (shared[a].get(b)! < least || settings.apart.has(a, b)) return
    const value = gain(model, a, b, settings.size)
    seen.set(key(a, b), version[a] + version[b])
    if (value > settings.least) heap.push(value, a, b)
  }
  for (let a = 0; a < size.length; a++)
    for (const b of [...shared[a].keys()].sort((x, y) => x - y)) if (a < b) offer(a, b)
  while (heap.size > 0) {
    const [, a, b] = heap.pop()
    if (size[a] === 0 || size[b] === 0) continue
    if (seen.get(key(a, b)) !== version[a] + version[b]) {
      offer(a, b)
      continue
    }
    join(model, shared, a, b)
    settings.apart.join(a, b)
    version[a]++
    steps.push({ kept: a, dropped: b })
  }
}

/** Makes theme b part of theme a. */
export const join = (
  { size, counts, totals }: Model,
  shared: Array<Map<number, number>>,
  a: number,
  b: number
): void => {
  size[a] += size[b]
  size[b] = 0
  for (let v = 0; v < counts.length; v++) {
    counts[v].merge(a, b)
    totals[v][a] += totals[v][b]
    totals[v][b] = 0
  }
  for (const [other, share] of shared[b]) {
    shared[other].delete(b)
    if (other === a) continue
    const both = (shared[a].get(other) ?? 0) + share
    shared[a].set(other, both)
    shared[other].set(a, both)
  }
  shared[b].clear()
}
