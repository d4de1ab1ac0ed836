import type { BacklogItem } from "@otklik/contract/backlog"
import { Part } from "@otklik/contract/score"
import { expect, it } from "vitest"
import { holidayRuns, isHolidayWeek } from "../../dashboard/src/features/themes/holidays.ts"
import { recentMessages, whySentence } from "../../dashboard/src/features/themes/why-sentences.ts"
import { speaking } from "./speaking.ts"

const item = {
  schools: 143,
  measures: { persistence: 0.4, effort: null, trend: 0.6 },
  weeks: [10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 21]
} as unknown as BacklogItem
const part = (name: Part, points = 50) => ({ part: name, points, weight: 0.2, adds: points * 0.2 })

it.each([
  [143, 86.2, "О ней пишут 143 школы из 580, это 86 баллов из 100 за охват"],
  [1, 1.4, "О ней пишет 1 школа из 580, это 1 балл из 100 за охват"],
  [25, 62, "О ней пишут 25 школ из 580, это 62 балла из 100 за охват"]
])("says in schools what the reach of %d earns", async (schools, points, sentence) => {
  expect(whySentence(part("reach", points), { ...item, schools }, 580, await speaking("ru"))).toBe(sentence)
})

it("says the same in English", async () => {
  expect(whySentence(part("reach", 86), item, 580, await speaking("en"))).toBe(
    "143 schools of 580 write about it, 86 points of 100 for reach"
  )
})

it("compares the last four weeks with the school year, as surely as the numbers prove", async () => {
  const said = await speaking("ru")
  expect(recentMessages(item.weeks)).toBe(81)
  const sentences = [0.6, 1.2, 3].map((trend) =>
    whySentence(part("trend"), { ...item, measures: { ...item.measures, trend } }, 580, said)
  )
  expect(sentences[0]).toBe(
    "За 4 недели сообщений не больше обычного для этого времени года (81), это 50 баллов из 100 за динамику"
  )
  expect(new Set(sentences).size).toBe(3)
})

it("says how much work planners expect, and when nobody has said", async () => {
  const said = await speaking("ru")
  const weeks = { ...item, measures: { ...item.measures, effort: 6 } }
  expect(whySentence(part("effort"), weeks, 580, said)).toMatch(/^По оценке нужно 6 недель работы/)
  expect(whySentence(part("effort"), item, 580, said)).toMatch(/^Трудоёмкость не оценена/)
})

it.each(["ru", "en"] as const)(
  "has a sentence for every part and every strength of it in %s",
  async (language) => {
    const said = await speaking(language)
    for (const name of Part.literals)
      for (const points of [0, 50, 100])
        expect(whySentence(part(name, points), item, 580, said), name).not.toMatch(/why\.|\{\{/)
  }
)

it("says a weaker sentence for fewer points", async () => {
  const said = await speaking("ru")
  const sentences = [90, 50, 10].map((points) => whySentence(part("severity", points), item, 580, said))
  expect(new Set(sentences).size).toBe(3)
})

it("knows the weeks of school holidays and joins neighbours", () => {
  expect(["2026-07-06", "2026-01-05", "2026-11-16"].map(isHolidayWeek)).toEqual([true, true, false])
  expect(holidayRuns(["2026-05-25", "2026-06-01", "2026-06-08", "2026-09-07"])).toEqual([[1, 2]])
})
