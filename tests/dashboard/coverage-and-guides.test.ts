import type { Coverage } from "@otklik/contract/coverage"
import { expect, it } from "vitest"
import { coverageAnswer } from "../../dashboard/src/features/coverage/coverage-sentences.ts"
import { guideChange } from "../../dashboard/src/features/guides/guide-sentences.ts"
import { speaking } from "./speaking.ts"

const district = (key: "cao" | "tao", heard: number, total: number): Coverage["districts"][number] => ({
  key,
  heard,
  total,
  messages: heard,
  weight: 1,
  lastAt: null
})

it("says who is heard, how many are silent and which district is quietest", async () => {
  const coverage = {
    schools: { total: 100, heard: 81 },
    districts: [district("cao", 78, 82), district("tao", 3, 18)]
  }
  expect(coverageAnswer(coverage, await speaking("ru"))).toBe(
    "Слышна 81 школа из 100, молчат 19. Тише всех ТАО: слышны 3 школы из 18."
  )
  expect(coverageAnswer(coverage, await speaking("en"))).toBe(
    "81 schools of 100 are heard, 19 are silent. The quietest is Troitsky: 3 schools of 18 are heard."
  )
})

it("names no district where all are heard alike, and nobody silent where nobody is", async () => {
  const said = await speaking("ru")
  const even = [district("cao", 8, 10), district("tao", 8, 10)]
  expect(coverageAnswer({ schools: { total: 20, heard: 16 }, districts: even }, said)).toBe(
    "Слышны 16 школ из 20, молчат 4."
  )
  expect(coverageAnswer({ schools: { total: 2, heard: 2 }, districts: [] }, said)).toBe(
    "Слышны 2 школы из 2."
  )
})

it("says whether a guide is asked for more or less than before", async () => {
  const said = await speaking("ru")
  expect(guideChange(13.9, 10, said)).toBe("растёт: до этого было 10,0")
  expect(guideChange(4.1, 9.2, said)).toBe("снижается: до этого было 9,2")
  expect(guideChange(5, 5.2, said)).toBe("как и до этого: 5,2")
  expect(guideChange(5, 0, said)).toBe("до этого не спрашивали")
})
