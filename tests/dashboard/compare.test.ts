import type { Comparison } from "@otklik/contract/compare"
import type { SnapshotItem } from "@otklik/contract/snapshots"
import { expect, it } from "vitest"
import {
  firstComparison,
  onSide,
  readCompareSearch,
  sideOf
} from "../../dashboard/src/features/compare/compare-search.ts"
import { byMovement, movementSentence } from "../../dashboard/src/features/compare/compare-sentences.ts"
import { speaking } from "./speaking.ts"

const compared = (theme: string, left: number | null, right: number | null) =>
  ({
    theme,
    title: theme,
    left: left === null ? null : { rank: left },
    right: right === null ? null : { rank: right },
    change: null
  }) as unknown as Comparison["items"][number]
const items = [
  compared("T1", 1, 2),
  compared("T2", 6, 1),
  compared("T3", null, 3),
  compared("T4", 4, null),
  compared("T5", 5, 5)
]

it("counts who rose, fell, came and went", async () => {
  expect(movementSentence(items, await speaking("ru"))).toBe(
    "Темы: поднялась 1, опустилась 1, появилась 1, ушла 1."
  )
  expect(movementSentence(items.slice(4), await speaking("ru"))).toBe("Порядок тем одинаковый.")
})

it("puts those that moved furthest first", () => {
  expect(byMovement(items).map(({ theme }) => theme as string)).toEqual(["T3", "T4", "T2", "T1", "T5"])
})

it("reads each side of an address as an address of the queue", () => {
  const search = readCompareSearch({ left_as_of: "2026-10-01", right_district: "cao", right_role: "cook" })
  expect(sideOf(search, "left")).toEqual({ as_of: "2026-10-01" })
  expect(sideOf(search, "right")).toEqual({ district: "cao" })
  expect(onSide("left", { role: "teacher" })).toEqual({ left_role: "teacher" })
})

it("begins with the last stand-up, else with the snapshot before, of those that are kept", () => {
  const snapshot = (id: string, marks: Partial<SnapshotItem>) =>
    ({ id, kept: true, pinned: false, current: false, ...marks }) as unknown as SnapshotItem
  const now = snapshot("a", { current: true })
  const [gone, before, held] = [
    snapshot("b", { kept: false }),
    snapshot("c", {}),
    snapshot("d", { pinned: true })
  ]
  expect(firstComparison([now, gone, before, held])).toEqual({ left_as_of: "d" })
  expect(firstComparison([now, gone, before])).toEqual({ left_as_of: "c" })
  expect(firstComparison([now])).toBeUndefined()
})
