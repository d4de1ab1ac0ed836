import type { Graph } from "./graph.ts"
import { compact } from "./partition.ts"

/** What remains of an edge on whose ends no run agrees. */
const FLOOR = 0.25

/** The graph with each edge weighed by the share of the runs that put both its ends in one theme. */
export const agreed = ({ start, ends, weights }: Graph, runs: ReadonlyArray<Int32Array>): Graph => {
  const heard = new Uint16Array(weights.length)
  for (let text = 0; text + 1 < start.length; text++)
    for (let i = start[text]; i < start[text + 1]; i++) {
      const agree = runs.reduce((count, theme) => count + (theme[text] === theme[ends[i]] ? 1 : 0), 0)
      heard[i] = Math.max(1, Math.round(weights[i] * (FLOOR + ((1 - FLOOR) * agree) / runs.length)))
    }
  return { start, ends, weights: heard }
}

/** Texts with the same themes in all runs form one group. */
export const together = (runs: ReadonlyArray<Int32Array>): Int32Array =>
  runs.reduce((groups, theme) => {
    const themes = 1 + theme.reduce((most, one) => Math.max(most, one), 0)
    return compact(groups.map((group, text) => group * themes + theme[text])).theme
  }, new Int32Array(runs[0].length))
