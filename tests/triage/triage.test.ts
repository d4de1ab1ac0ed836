import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { language } from "@otklik/pipeline/triage/language"
import { saysNothing } from "@otklik/pipeline/triage/noise"
import { triager } from "@otklik/pipeline/triage/triage"
import {
  themeDirection,
  themeService,
  themeVerdict,
  verdictOfTheme
} from "@otklik/pipeline/triage/theme-verdict"

const triage = triager()
const of = (text: string) => triage(text, null)

describe("the verdict", () => {
  it.each([
    ["Здравствуйте! Журнал не открывается, бесконечная загрузка", "system"],
    ["Приложение вылетает при входе", "system"],
    ["Подскажите, пожалуйста, как выставить отметку за контрольную", "method"],
    ["Где найти инструкцию по заполнению КТП?", "method"],
    ["У ученика неверная фамилия, исправьте, пожалуйста", "data"],
    ["Ребёнок отчислен, но до сих пор числится в классе", "data"],
    ["Забыл пароль, не могу войти в личный кабинет", "access"],
    ["Прошу предоставить доступ к отчётам", "access"],
    ["Предлагаем добавить фильтр по параллелям", "idea"],
    ["Было бы удобно печатать журнал одной кнопкой", "idea"],
    ["В тесте по физике неверный ответ в задании", "content"],
    ["Спасибо большое!", "thanks"],
    ["Спасибо, вопрос решён, всё заработало", "thanks"],
    ["+1", "noise"],
    ["Скриншот во вложении", "noise"],
    ["The gradebook does not work", "system"],
    ["How do I add a pupil?", "method"]
  ] as const)("of «%s» is %s", (text, verdict) => assert.strictEqual(of(text).verdict, verdict))

  it("names the words that decided it", () => {
    assert.include(of("Забыла пароль от журнала").because, "забыл пароль")
  })

  it("is doubtful where no cue speaks, and surer the more of them do", () => {
    const [none, one, two] = ["Цвет столбца в журнале", "Журнал завис", "Журнал завис, ошибка 502"].map(of)
    assert.deepEqual(none!.because, [])
    assert.isBelow(none!.probability, 0.6)
    assert.isBelow(one!.probability, two!.probability)
  })
})

describe("noise", () => {
  it.each([
    "+1",
    "спасибо!",
    "см. вложение",
    "Здравствуйте!",
    "😀😀",
    "12.09.2026",
    "",
    "У нас такая же проблема",
    "[ФИО]",
    "ok, thanks"
  ])("is «%s»", (text) => assert.isTrue(saysNothing(text)))

  it.each(["Не работает журнал", "журнал", "password", "Спасибо за новый отчёт по посещаемости"])(
    "is not «%s»",
    (text) => assert.isFalse(saysNothing(text))
  )
})

describe("severity", () => {
  it("grows with blocked work, lost data, deadlines and urgent wording, and stays between 0 and 1", () => {
    const calm = of("Предлагаю поменять цвет кнопки").severity
    const blocked = of("Журнал не открывается").severity
    const grave = of("СРОЧНО! Пропали все оценки за четверть, сегодня последний день").severity
    assert.isBelow(calm, blocked)
    assert.isBelow(blocked, grave)
    assert.isBelow(grave, 1)
  })

  it("never falls when the desk's priority rises", () => {
    const steps = (["low", "normal", "high", "urgent"] as const).map(
      (p) => triage("Журнал не открывается", p).severity
    )
    assert.deepEqual(steps, steps.toSorted())
  })
})

describe("the language", () => {
  it.each([
    ["Не открывается журнал", "ru"],
    ["Не открывается Google Chrome version", "ru"],
    ["The gradebook is slow", "en"],
    ["Күнделік ашылмайды", "other"],
    ["Не відкривається щоденник", "other"],
    ["Das Prüfungsergebnis fehlt", "other"],
    ["12345 😀", "other"]
  ] as const)("of «%s» is %s", (text, expected) => assert.strictEqual(language(text), expected))
})

describe("any text at all", () => {
  it("is judged within the vocabulary, the same way twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const once = of(text)
        assert.deepEqual(of(text), once)
        return once.severity >= 0 && once.severity <= 1
      })
    )
  })
})

describe("a theme", () => {
  it("takes the verdict of most messages that say something", () => {
    assert.strictEqual(themeVerdict(["thanks", "thanks", "thanks", "method", "system", "system"]), "system")
    assert.strictEqual(themeVerdict(["noise", "thanks", "thanks"]), "thanks")
    assert.strictEqual(themeVerdict([]), "noise")
  })

  it("says how much of it is of its verdict and what comes next, and keeps what a person decided", () => {
    const verdicts = ["system", "system", "system", "idea"] as const
    assert.deepEqual(verdictOfTheme(verdicts), { verdict: "system", share: 0.75, second: "idea" })
    assert.deepEqual(verdictOfTheme(verdicts, "method"), { verdict: "method", share: 0, second: "system" })
    assert.deepEqual(verdictOfTheme(["data"]), { verdict: "data", share: 1, second: null })
  })

  it("has a service only where enough of its messages name the same one", () => {
    assert.strictEqual(themeService(["journal", "journal", null, null]), "journal")
    assert.isNull(themeService(["journal", null, null, null, null]))
    assert.isNull(themeService(["journal", "mobile", "reports", null]))
  })

  it("belongs to one of four directions", () => {
    assert.strictEqual(themeDirection("method", "journal"), "method")
    assert.strictEqual(themeDirection("content", null), "content")
    assert.strictEqual(themeDirection("system", "reports"), "data")
    assert.strictEqual(themeDirection("idea", "journal"), "functions")
  })
})
