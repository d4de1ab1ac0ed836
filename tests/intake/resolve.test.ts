import { resolver } from "@otklik/pipeline/intake/resolve"
import { describe, expect, it } from "vitest"

const rows = [
  { school: "1034", number: "1034", name: "ГБОУ Школа № 1034", district: "yuao", aliases: ["СОШ 1034"] },
  { school: "s7", number: "", name: "Лицей «Вектор»", district: "cao", aliases: ["Вектор"] }
] as const
const silent = { school: null, district: null, role: null, service: null }
const known = resolver(rows)

describe("a school is known however its name drifts", () => {
  it.each([
    "ГБОУ Школа № 1034",
    'ГБОУ "Школа №1034"',
    "ш.1034",
    "шк. 1034",
    "школа 1034",
    "СОШ 1034",
    "1034",
    "ГБОУ г. Москвы «Школа № 1034»"
  ])("%s", (school) => expect(known({ ...silent, school }, "").school).toBe("1034"))
  it("by the name that the directory gives it", () =>
    expect(known({ ...silent, school: "лицей Вектор" }, "").school).toBe("s7"))
  it("but not one that the directory does not hold", () =>
    expect(known({ ...silent, school: "Школа № 999" }, "").school).toBeNull())
  it("and by its number alone where there is no directory", () =>
    expect(resolver([])({ ...silent, school: "Школа № 999" }, "").school).toBe("999"))
})

describe("a text names its school and its author's role", () => {
  it.each([
    ["Работаю в школе № 1034, журнал не открывается", "1034", null],
    ["я учитель математики, не сохраняются отметки", null, "teacher"],
    ["Не открывается журнал\nЗавуч, школа 1034", "1034", "deputy_head"],
    ["Наш лицей «Вектор» просит выгрузку", "s7", null],
    ["В 5 классе 34 ученика", null, null],
    ["Учитель не ставит отметки", null, null],
    ["школа 7-Б", null, null]
  ])("%s", (text, school, role) => expect(known(silent, text)).toMatchObject({ school, role }))
  it("the directory tells the district of a school", () =>
    expect(known(silent, "школа 1034").district).toBe("yuao"))
})

describe("columns name districts, roles and services in many ways", () => {
  it.each([
    ["district", "Северо-Восточный административный округ", "svao"],
    ["district", "ЮЗАО", "yuzao"],
    ["district", "yuzao", "yuzao"],
    ["district", "Марс", null],
    ["role", "зам. директора по УВР", "deputy_head"],
    ["role", "Классный руководитель", "class_teacher"],
    ["role", "мама ученицы", "parent"],
    ["role", "deputy_head", "deputy_head"],
    ["service", "ЭЖД::Итоговые отметки", "final_marks"],
    ["service", "Мобильное приложение", "mobile"]
  ])("%s «%s»", (field, written, expected) =>
    expect(known({ ...silent, [field]: written }, "")).toMatchObject({ [field]: expected })
  )
})
