import type { Graph } from "./graph.ts"
import { merge, sharedBetween } from "./merge.ts"
import { Model } from "./model.ts"
import { compact, type Partition, rootsOf } from "./partition.ts"
import { sweep } from "./sweep.ts"
import type { View } from "./view.ts"

/** What a fit works on. */
export interface Evidence {
  readonly views: ReadonlyArray<View>
  readonly graph: Graph
  /** how often each text counts */
  readonly weight: Int32Array
}

export interface Fitting {
  /** exponent of the theme size in its prior: 1 = Chinese restaurant, 0 = none */
  readonly size: number
  /** sweeps at most, before and after the merge */
  readonly rounds: number
  /** themes may join while they share more than this many times the neighbours that chance would give */
  readonly chance: number
  /** … and at least this share of the smaller theme's neighbours */
  readonly share: number
}

/** Sweeps, merges, sweeps again (themes.md, section 8.4, steps 4 to 6). */
export const fit = ({ views, graph, weight }: Evidence, start: Int32Array, settings: Fitting): Partition => {
  const first = compact(start)
  const moved = new Model(views, weight, first.theme, first.themes)
  sweep(moved, graph, settings)
  const settled = compact(moved.theme)
  const merging = new Model(views, weight, settled.theme, settled.themes)
  const root = rootsOf(
    settled.themes,
    merge(merging, sharedBetween(merging, graph), { ...settings, least: 0 })
  )
  const joined = compact(settled.theme.map((theme) => root[theme]))
  const last = new Model(views, weight, joined.theme, joined.themes)
  sweep(last, graph, settings)
  return compact(last.theme)
}
