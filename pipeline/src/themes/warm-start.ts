import type { Corpus } from "../text/corpus.ts"
import type { Graph } from "./graph.ts"
import { compact, type Partition } from "./partition.ts"
import { propagate } from "./propagate.ts"

/** Where each text was before: the theme of its first message that had one, -1 for new texts. */
export const homes = ({ textOf, copies }: Corpus, previous: Int32Array): Int32Array => {
  const home = new Int32Array(copies.length).fill(-1)
  for (let message = 0; message < textOf.length; message++)
    if (home[textOf[message]] < 0) home[textOf[message]] = previous[message]
  return home
}

/** Old texts start where they were, new ones in propagated groups, numbered from `old` on. */
export const warmStart = (graph: Graph, home: Int32Array, old: number): Partition => {
  const { theme, themes } = compact(propagate(graph))
  return { theme: home.map((was, text) => (was < 0 ? old + theme[text] : was)), themes: old + themes }
}

/** The groups of a cold start, numbered from `old` on. */
export const coldStart = (label: Int32Array, old: number): Partition => {
  const { theme, themes } = compact(label)
  return { theme: theme.map((one) => old + one), themes: old + themes }
}
