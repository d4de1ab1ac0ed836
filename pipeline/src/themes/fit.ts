import { type Apart, type Bounds, unbound } from "./bounds.ts"
import type { Crew } from "./crew.ts"
import type { Graph } from "./graph.ts"
import { merge, sharedBetween } from "./merge.ts"
import { Model } from "./model.ts"
import { compact, type Partition, rootsOf } from "./partition.ts"
import { shared } from "./shared.ts"
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
  /** themes may join while they share more than this many times the neighbours that chance would give … */
  readonly chance: number
  /** … and at least this share of the smaller theme's neighbours */
  readonly share: number
}

/**
 * Sweeps, merges, sweeps again (themes.md, section 8.4, steps 4 to 6). Themes keep the start's numbers; some end
 * empty. A crew sweeps in blocks, which is for many texts.
 */
export const fit = (
  { views, graph, weight }: Evidence,
  start: Partition,
  settings: Fitting,
  bounds: Bounds = unbound(weight.length),
  crew?: Crew
): Partition => {
  const { themes } = start
  const theme = shared(start.theme.slice())
  sweep(new Model(views, weight, theme, themes), graph, settings, bounds, crew)
  const root = merged({ views, graph, weight }, { theme, themes }, settings, bounds.apart)
  theme.forEach((one, text) => (theme[text] = root[one]))
  const home = bounds.home.map((one) => (one < 0 ? -1 : root[one]))
  sweep(new Model(views, weight, theme, themes), graph, settings, { ...bounds, home }, crew)
  return { theme, themes }
}

/** Where each theme ends after the merges; themes are compared in the order of their first texts. */
const merged = (
  { views, graph, weight }: Evidence,
  moved: Partition,
  settings: Fitting,
  apart: Apart
): Int32Array => {
  const { theme, themes } = compact(moved.theme)
  const name = new Int32Array(themes)
  theme.forEach((one, text) => (name[one] = moved.theme[text]))
  const model = new Model(views, weight, theme, themes)
  const merges = merge(model, sharedBetween(model, graph), {
    ...settings,
    least: 0,
    apart: apart.named(name)
  })
  const named = merges.map(({ kept, dropped }) => ({ kept: name[kept], dropped: name[dropped] }))
  return known(rootsOf(moved.themes, named), apart.old)
}

/** A theme that an old one became part of goes by the old one's number. */
const known = (root: Int32Array, old: number): Int32Array => {
  const called = new Map<number, number>()
  for (let theme = 0; theme < old; theme++) called.set(root[theme], theme)
  return root.map((one) => called.get(one) ?? one)
}
