import type { BacklogItem } from "@otklik/contract/backlog"
import type { Part } from "@otklik/contract/score"
import { createInstance } from "i18next"
import { expect, it } from "vitest"
import { holidayRuns, isHolidayWeek } from "../../dashboard/src/features/themes/holidays.ts"
import { recentWeeks, whySentence } from "../../dashboard/src/features/themes/why-sentences.ts"
import { prepare } from "../../dashboard/src/i18n/i18n.ts"
import ru from "../../dashboard/src/i18n/ru.json" with { type: "json" }

const words = async () => {
  const spoken = await prepare(createInstance())
  spoken.addResourceBundle("ru", "translation", ru)
  await spoken.changeLanguage("ru")
  return { t: spoken.t, percent: (share: number) => `${Math.round(share * 100)} %` }
}
const item = {
  schools: 143,
  share: 143 / 580,
  measures: { persistence: 0.4, effort: null },
  weeks: [10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20]
} as unknown as BacklogItem
const part = (name: Part, points = 50) => ({
  part: name,
  points,
  weight: 0.2,
  adds: points * 0.2
})

it("says the reach in schools", async () => {
  expect(whySentence(part("reach"), item, 580, await words())).toBe("О ней пишут 143 школы из 580, это 25 %")
})

it("says the trend by the last four weeks against the average of the eight before", async () => {
  expect(recentWeeks(item.weeks)).toEqual({ now: 80, before: 40 })
  expect(whySentence(part("trend"), item, 580, await words())).toBe(
    "Сообщений стало больше: 80 за последние 4 недели, до того в среднем 40"
  )
})

it("says a weaker sentence for fewer points", async () => {
  const said = await words()
  const sentences = [90, 50, 10].map((points) => whySentence(part("severity", points), item, 580, said))
  expect(new Set(sentences).size).toBe(3)
})

it("knows the weeks of school holidays and joins neighbours", () => {
  expect(["2026-07-06", "2026-01-05", "2026-11-16"].map(isHolidayWeek)).toEqual([true, true, false])
  expect(holidayRuns(["2026-05-25", "2026-06-01", "2026-06-08", "2026-09-07"])).toEqual([[1, 2]])
})
