import type { BacklogItem } from "@otklik/contract/backlog"
import type { Preview } from "@otklik/contract/models"
import { type Rankable, rank, strategyOf } from "@otklik/contract/score"
import type { ScoreModel } from "@otklik/contract/score-model"
import { canonical } from "@otklik/sql/canonical"
import { gather } from "@otklik/sql/signals"
import { Effect } from "effect"
import { kendall } from "./kendall.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

/** What measures do not go by: they are the same where a model differs in this alone. */
const unmeasured = {
  name: "",
  title: "",
  author: "",
  reason: "",
  date: "",
  formula: "",
  weights: {},
  anchors: {}
}

const windowsOf = (model: ScoreModel) => canonical({ ...model, ...unmeasured, strategy: {} })

const gathered = Effect.fnUntraced(function* (file: SnapshotFile, model: ScoreModel) {
  const known = new Set<string>(file.backlog.map(({ theme }) => theme))
  return gather(yield* file.material, model).themes.filter(({ theme }) => known.has(theme))
})

const restrategised =
  (model: ScoreModel) =>
  (item: BacklogItem): Rankable => ({
    ...item,
    measures: { ...item.measures, strategy: strategyOf(item, model) }
  })

const measuresBy = (file: SnapshotFile, model: ScoreModel) =>
  windowsOf(model) === windowsOf(file.model)
    ? Effect.succeed(file.backlog.map(restrategised(model)))
    : gathered(file, model)

/** The queue of a snapshot as another model would make it. */
export const preview = Effect.fn("preview")(function* (file: SnapshotFile, model: ScoreModel) {
  const before = new Map(file.backlog.map((item, place) => [item.theme as string, { item, place }]))
  const order = rank(yield* measuresBy(file, model), model)
  const items = order.map(({ item: { theme }, rank: place, score }) => {
    const { item } = before.get(theme)!
    const { rank: now, score: scored, theme: id, title } = item
    return { theme: id, title, rank: now, score: scored, wouldBe: { rank: place, score } }
  })
  return {
    snapshot: file.id,
    tau: kendall(order.map(({ item }) => before.get(item.theme)!.place)),
    moved: items.filter(({ rank: now, wouldBe }) => now !== wouldBe.rank).length,
    items
  } satisfies Preview
})
