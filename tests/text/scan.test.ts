import { assert, describe, it } from "@effect/vitest"
import { LONGEST_TOKEN, scan } from "@otklik/pipeline/text/scan"

const words = (text: string): ReadonlyArray<string> => {
  const codes = new Uint16Array(LONGEST_TOKEN)
  const found: Array<string> = []
  scan(text, codes, (length) => found.push(String.fromCharCode(...codes.subarray(0, length))))
  return found
}

describe("scan", () => {
  it("lower-cases and folds ё", () => assert.deepStrictEqual(words("Ещё ЖУРНАЛ"), ["еще", "журнал"]))
  it("parts two sentences written without a space", () =>
    assert.deepStrictEqual(words("Сломался.Не работает"), ["сломался", "не", "работает"]))
  it("keeps names with signs whole", () =>
    assert.deepStrictEqual(words("node.js, c++ и e-mail don’t 10.5"), [
      "node.js",
      "c++",
      "и",
      "e-mail",
      "don't",
      "10.5"
    ]))
  it("passes over the marks of redaction", () =>
    assert.deepStrictEqual(words("ученик [ФИО] из [АДРЕС] [ребёнок] [нет]"), ["ученик", "из", "нет"]))
  it("finds no word in emoji and signs", () => assert.deepStrictEqual(words("😀 !!! — 👍🏽"), []))
  it("cuts a flood of letters", () =>
    assert.deepStrictEqual(
      words("а".repeat(1000)).map((word) => word.length),
      [LONGEST_TOKEN]
    ))
})
