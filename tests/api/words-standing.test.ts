import { wordsStanding } from "@otklik/server/words-standing"
import { expect, it } from "vitest"

const text =
  "Добрый день! Отметки опять НЕ у всех сохраняются, пропалó всё. Как выгрузить отчёты за четверть?"

it.each([
  ["a word in another form", ["отчет"], ["отчёты"]],
  ["words with two others between them", ["не сохраняется"], ["НЕ у всех сохраняются"]],
  ["no phrase whose words stand too far apart", ["день сохраняется"], []],
  ["none within another", ["не сохраняется", "сохраняется"], ["НЕ у всех сохраняются"]],
  ["nothing that is not there", ["принтер", "не работает"], []],
  ["the very word before one like it", ["отметки"], ["Отметки"]],
  ["nothing for nothing", [], []]
])("finds %s", (_, phrases, found) => {
  expect(wordsStanding(phrases, text)).toEqual(found)
})
