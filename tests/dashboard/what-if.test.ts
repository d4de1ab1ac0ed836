import { builtIns, rice, standard } from "@otklik/contract/built-in-models"
import { readModel } from "@otklik/contract/score-model"
import { rank } from "@otklik/contract/score"
import { Result } from "effect"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { draftOf, isChanged, readDraftSearch } from "../../dashboard/src/features/model/draft.ts"
import { movedBy, rerank, type Placed } from "../../dashboard/src/features/model/rerank.ts"
import { flowOf } from "../../dashboard/src/ui/flow.ts"

const theme = (id: number, reach: number, severity: number): Placed =>
  ({
    theme: `T${id}`,
    title: `Тема ${id}`,
    schools: Math.round(reach * 600),
    direction: "functions",
    service: id % 2 ? "journal" : null,
    measures: { reach, severity, persistence: 0.5, trend: 1, confidence: 0.8, strategy: 0.5, effort: null }
  }) as Placed
const placed = (themes: ReadonlyArray<Placed>): ReadonlyArray<Placed> =>
  rank(themes, standard).map(({ item, rank: place }) => ({ ...item, rank: place }))
const queue = placed([theme(1, 0.6, 0.1), theme(2, 0.3, 0.6), theme(3, 0.1, 0.7)])

it("keeps the order and the places of the contract's own ranking, ties and all", () => {
  const some = fc.constantFrom(0.1, 0.2, 0.5)
  const themes = fc.array(fc.tuple(some, some), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(themes, fc.constantFrom(...builtIns), (pairs, model) => {
      const items = placed(pairs.map(([reach, severity], index) => theme(index + 1, reach, severity)))
      const expected = rank(items, model).map(({ item, rank: to }) => ({
        theme: item.theme,
        from: item.rank,
        to
      }))
      expect(rerank(items, model)).toEqual(expected)
    }),
    { numRuns: 300 }
  )
})

it("moves nothing by the model that the queue is made by", () => {
  expect(movedBy(rerank(queue, draftOf(standard, {}))).moved).toBe(0)
})

it("lifts what hurts most when severity alone counts", () => {
  const search = readDraftSearch({
    reach: "0",
    severity: "100",
    persistence: "0",
    trend: "0",
    confidence: "0",
    strategy: "0",
    effort: "0"
  })
  const moved = rerank(queue, draftOf(standard, search))
  expect(moved.map((one) => one.theme)).toEqual(["T3", "T2", "T1"])
  expect(moved[0]).toMatchObject({ from: 2, to: 1 })
})

it("lifts a service that planners want forward", () => {
  const themes = placed([theme(1, 0.3, 0.3), theme(2, 0.31, 0.3)])
  const draft = draftOf(standard, readDraftSearch({ service_journal: "100", strategy: "60" }))
  expect(themes[0]?.theme).toBe("T2")
  expect(rerank(themes, draft)[0]?.theme).toBe("T1")
})

it("makes a valid model of whatever the sliders say", () => {
  const slider = fc.option(fc.integer({ min: 0, max: 100 }).map(String), { nil: undefined })
  fc.assert(
    fc.property(
      fc.record({ reach: slider, severity: slider, trend: slider, effort: slider, direction_method: slider }),
      fc.constantFrom(standard, rice),
      (raw, base) => Result.isSuccess(readModel(draftOf(base, readDraftSearch(raw))))
    ),
    { numRuns: 300 }
  )
})

it("keeps of an address what it understands and knows whether anything is changed", () => {
  const search = readDraftSearch({
    base: "rice",
    reach: "999999",
    at_reach: "0,0.02,0.5",
    severity: "30",
    x: "1"
  })
  expect(search).toEqual({ base: "rice", at_reach: "0,0.02,0.5", severity: "30" })
  expect(isChanged(search)).toBe(true)
  expect(isChanged({ base: "rice" })).toBe(false)
  expect(draftOf(standard, search).anchors.reach).toEqual({ zero: 0, fifty: 0.02, hundred: 0.5 })
})

it("says in a sentence what is wrong with anchors that are out of order", () => {
  const read = readModel(draftOf(standard, readDraftSearch({ at_reach: "0,0.5,0.2" })))
  expect(Result.isFailure(read) && read.failure[0]?.ru).toMatch(/Опорные точки/)
})

it("draws a slope for each theme of either side, those that stand lower to the row below the last", () => {
  const items = [
    { key: "a", from: 1, to: 9 },
    { key: "b", from: 2, to: 1 },
    { key: "c", from: null, to: 2 },
    { key: "d", from: 7, to: 8 }
  ]
  const { before, after, lines } = flowOf(items, 2)
  expect(before.map(({ key }) => key)).toEqual(["a", "b"])
  expect(after.map(({ key }) => key)).toEqual(["b", "c"])
  expect(lines).toEqual([
    { key: "a", from: 0, to: 2 },
    { key: "b", from: 1, to: 0 }
  ])
})
