import type { Moment } from "@otklik/contract/history"
import type { Entry } from "@otklik/contract/ledger"
import type { ScorePart } from "@otklik/contract/score"
import type { Change, Neighbour } from "@otklik/contract/why"
import { ThemeId, SnapshotId } from "@otklik/contract/vocabulary"
import { expect, it } from "vitest"
import { flaggedDecisions, markedMoments, thinned } from "../../dashboard/src/features/themes/rank-moments.ts"
import {
  aheadBy,
  changeSentence,
  gapSentence,
  placeWords,
  sureSentence,
  swapSentence,
  toTenSentence
} from "../../dashboard/src/features/themes/rank-sentences.ts"
import { speaking } from "./speaking.ts"

const change = (rank: number | null, score: number, causes: Change["causes"] = []): Change => ({
  since: SnapshotId.make("0123456789abcdef"),
  sinceAsOf: "2026-11-10T10:00:00Z",
  rank,
  score,
  causes
})
const parts = (reach: number, severity: number): ReadonlyArray<ScorePart> => [
  { part: "reach", points: 50, weight: 0.5, adds: reach },
  { part: "severity", points: 50, weight: 0.5, adds: severity }
]

it("says a place with how far it may be off", async () => {
  const said = await speaking("ru")
  expect(placeWords(3, { low: 2, high: 6 }, said)).toBe("Место 3 (2–6)")
  expect(placeWords(1, { low: 1, high: 1 }, said)).toBe("Место 1")
  expect(placeWords(3, null, said)).toBe("Место 3")
  expect(sureSentence(1, { low: 1, high: 1 }, said)).toMatch(/надёжно/)
  expect(sureSentence(3, { low: 2, high: 6 }, said)).toMatch(/от 2 до 6/)
})

it("says a rise with its causes, the strongest first, and leaves out what did nothing", async () => {
  const moved = change(7, 3.2, [
    { cause: "calendar", adds: 0.02 },
    { cause: "reach", adds: -0.9 },
    { cause: "messages", adds: 4.08 }
  ])
  expect(changeSentence(3, moved, await speaking("ru"))).toBe(
    "поднялась на 4 места, была на 7-м: +3,2 балла, из них новые сообщения +4,1, изменение охвата −0,9"
  )
  expect(changeSentence(3, moved, await speaking("en"))).toBe(
    "it rose by 4 places from rank 7: +3.2 points, of which new messages +4.1, changed coverage −0.9"
  )
})

it.each([
  [2, 1, "опустилась на 1 место, была на 1-м"],
  [6, 1, "опустилась на 5 мест, была на 1-м"],
  [4, 4, "осталась на месте 4"],
  [4, null, "тема появилась в очереди"]
])("says how a theme came to place %d from %s", async (now, before, words) => {
  expect(changeSentence(now, change(before, 0), await speaking("ru"))).toContain(words)
})

it("says how far a neighbour is ahead and in what", async () => {
  const said = await speaking("ru")
  const differences = aheadBy(parts(40, 10), parts(36.5, 10.4))
  expect(gapSentence("above", 3.1, differences, said)).toBe("Впереди на 3,1 балла: охват +3,5, острота −0,4")
  expect(gapSentence("below", -3.1, undefined, said)).toBe("Позади на 3,1 балла")
  expect(gapSentence("above", 0, differences, said)).toBe("Баллов столько же")
})

it("says what would swap two neighbours, or that no single part would", async () => {
  const said = await speaking("ru")
  const neighbour = { theme: ThemeId.make("T1"), title: "Тема", rank: 1, score: 80 }
  const swap: Neighbour["swap"] = { part: "reach", from: 62.1, to: 66.4 }
  expect(swapSentence({ ...neighbour, swap }, said)).toMatch(/за «охват» вырастут с 62 до 66/)
  expect(swapSentence({ ...neighbour, swap: null }, said)).toMatch(/^Ни одна часть/)
})

it("says what it takes to be among the first ten", async () => {
  const said = await speaking("ru")
  expect(toTenSentence({ score: 50, toTen: { score: 54.2, schools: 21 } }, said)).toBe(
    "До десятки не хватает 4,2 балла. Хватило бы ещё 21 школы."
  )
  expect(toTenSentence({ score: 50, toTen: { score: 54.2, schools: 35 } }, said)).toMatch(/ещё 35 школ\./)
  expect(toTenSentence({ score: 50, toTen: null }, said)).toBeUndefined()
})

it("draws at most a thousand moments, with every stand-up and the last among them", () => {
  const moments = Array.from({ length: 4321 }, (_, index) => ({ index, pinned: index % 1000 === 7 }))
  const drawn = thinned(moments)
  expect(drawn.length).toBeLessThanOrEqual(1005)
  expect(drawn.at(-1)?.index).toBe(4320)
  expect(drawn.filter(({ pinned }) => pinned).length).toBe(5)
})

it("flags a decision on the first snapshot that was served after it, the newest on the last", () => {
  const moments = ["a", "b", "c"].map((snapshot) => ({ snapshot, pinned: false }) as unknown as Moment)
  const snapshots = ["a", "b", "c"].map(
    (id, i) =>
      ({
        id,
        publishedAt: `2026-11-0${i + 1}T09:00:00Z`,
        name: null,
        model: { name: "m", hash: "h" }
      }) as never
  )
  const entry = (sequence: number, at: string, kind: string, undoneBy: string | null = null) =>
    ({ sequence, at, change: { kind }, undoneBy }) as unknown as Entry
  const decisions = flaggedDecisions([
    entry(4, "2026-11-09T00:00:00Z", "split"),
    entry(3, "2026-11-01T10:00:00Z", "merge"),
    entry(2, "2026-11-01T10:00:00Z", "stage"),
    entry(1, "2026-11-01T10:00:00Z", "note"),
    entry(5, "2026-11-09T00:00:00Z", "stage", "undone")
  ])
  expect(
    markedMoments(moments, snapshots, decisions).map(({ decided }) => decided.map(({ sequence }) => sequence))
  ).toEqual([[], [2, 3], [4]])
})
