import type { BacklogItem } from "@otklik/contract/backlog"
import { rank, strategyOf, type ScoreModel } from "@otklik/contract/score"

/** What the order of a theme is made of: enough to place it by any model. */
export type Placed = Pick<
  BacklogItem,
  "theme" | "title" | "rank" | "score" | "schools" | "direction" | "service" | "measures"
>

/** A theme with its place and score as they are and as a model would make them. */
export interface Moved {
  readonly theme: string
  readonly from: number
  readonly to: number
  readonly score: number
}

/** The whole queue by another model, best first: pure, a few milliseconds for thousands of themes. */
export const rerank = (items: ReadonlyArray<Placed>, model: ScoreModel): ReadonlyArray<Moved> =>
  rank(
    items.map((item) => ({
      theme: item.theme as string,
      schools: item.schools,
      before: item.rank,
      measures: { ...item.measures, strategy: strategyOf(item, model) }
    })),
    model
  ).map(({ item: { before, theme }, rank: to, score }) => ({ theme, from: before, to, score }))

/** How many themes another model moves, and which come into the first ten and leave it. */
export const movedBy = (items: ReadonlyArray<Moved>, top = 10) => ({
  moved: items.filter(({ from, to }) => from !== to).length,
  enter: items.filter(({ from, to }) => to <= top && from > top),
  leave: items.filter(({ from, to }) => from <= top && to > top)
})
