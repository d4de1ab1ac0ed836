import { tellingWords } from "@otklik/server/telling-words"
import { expect, it } from "vitest"

const said = (about: string, times: number) =>
  Array.from({ length: times }, (_, i) => `Здравствуйте! ${about} ${i}`)

it("tells each side by words that it says and the other does not, once for all their forms", () => {
  const [printer, timetable] = tellingWords(
    [...said("принтер не печатает", 20), ...said("принтеры сломались", 9)],
    said("расписание не открывается", 25)
  )
  expect(printer).toContain("принтер")
  expect(printer).not.toContain("принтеры")
  expect(timetable).toEqual(expect.arrayContaining(["расписание", "открывается"]))
})

it("tells nothing of what both say, of what hardly anybody says, and of masks", () => {
  const alike = said("журнал [ФИО] завис", 20)
  expect(tellingWords(alike, [...alike, "принтер"])).toEqual([[], []])
  expect(tellingWords([], alike)).toEqual([[], []])
})
