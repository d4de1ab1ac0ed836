import type { BacklogItem } from "@otklik/contract/backlog"
import { formula } from "@otklik/contract/formula"
import { strategyOf, type ScoreModel } from "@otklik/contract/score"

/** What the order of a theme is made of: enough to place it by any model. */
export type Placed = Pick<
  BacklogItem,
  "theme" | "title" | "rank" | "schools" | "direction" | "service" | "measures"
>

/** A theme with its place as it is and as a model would make it. */
export interface Moved {
  readonly theme: string
  readonly from: number
  readonly to: number
}

/** Scores in hundredths by one model, without the parts that nobody looks at here. */
const scored = (items: ReadonlyArray<Placed>, model: ScoreModel): Int32Array => {
  const { adds, points } = formula(model)
  return Int32Array.from(items, (item) => {
    const earned = points({ ...item.measures, strategy: strategyOf(item, model) })
    return adds(earned).reduce((sum, add) => sum + add, 0)
  })
}

const numberOf = (theme: string) => Number(theme.slice(1))

/** The whole queue by another model, best first and in the contract's own order: a few milliseconds for thousands. */
export const rerank = (items: ReadonlyArray<Placed>, model: ScoreModel): ReadonlyArray<Moved> => {
  const scores = scored(items, model)
  const order = Uint32Array.from(items.keys()).sort(
    (a, b) =>
      scores[b]! - scores[a]! ||
      items[b]!.schools - items[a]!.schools ||
      numberOf(items[a]!.theme) - numberOf(items[b]!.theme)
  )
  let place = 0
  return Array.from(order, (at, index) => {
    if (index === 0 || scores[at] !== scores[order[index - 1]!]) place = index + 1
    const { rank, theme } = items[at]!
    return { theme, from: rank, to: place }
  })
}

/** How many themes another model moves, and which come into the first ten and leave it. */
export const movedBy = (items: ReadonlyArray<Moved>, top = 10) => ({
  moved: items.filter(({ from, to }) => from !== to).length,
  enter: items.filter(({ from, to }) => to <= top && from > top),
  leave: items.filter(({ from, to }) => from <= top && to > top)
})
