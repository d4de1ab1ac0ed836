import { Effect } from "effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { CorpusBuilder } from "@otklik/pipeline/text/corpus"
import { loadLexicon } from "@otklik/pipeline/text/lexicon"
import { type Description, describe as describeThemes } from "@otklik/pipeline/themes/describe"

const lexicon = loadLexicon()

const described = (
  themes: ReadonlyArray<ReadonlyArray<string>>,
  asked: Array<number> = [],
  schoolOf?: Int32Array
) => {
  const texts = themes.flat()
  const builder = new CorpusBuilder(lexicon)
  texts.forEach((text) => builder.add(text))
  const theme = Int32Array.from(themes.flatMap((each, k) => each.map(() => k)))
  const strength = new Float32Array(texts.length).fill(1)
  const textsOf = (places: Int32Array) => {
    asked.push(...places)
    return Effect.succeed(Array.from(places, (place) => texts[place]))
  }
  const options = schoolOf ? { schoolOf } : {}
  return Effect.runPromise(
    describeThemes(builder.finish(), { theme, themes: themes.length, strength }, textsOf, options)
  )
}

const marks = [
  "Здравствуйте! Не сохраняются отметки в электронном журнале. С уважением, [ФИО]",
  "Добрый день, не сохраняются отметки за контрольную в 7-Б классе, помогите пожалуйста",
  "не сохраняются отметки в журнале, пробовали в другом браузере",
  "ОТМЕТКИ В ЖУРНАЛЕ НЕ СОХРАНЯЮТСЯ!!!",
  "Пропадают и не сохраняются отметки, ГБОУ Школа № 1034",
  "У [ФИО] не сохраняются отметки по алгебре"
]
const passwords = [
  "Подскажите, пожалуйста, как восстановить пароль от личного кабинета?",
  "Забыла пароль от ЛК, как восстановить?",
  "Не приходит письмо для восстановления пароля",
  "Как сменить пароль в личном кабинете",
  "пароль не подходит, нужно восстановить доступ"
]
const english = [
  "Hi, how can I reset my password?",
  "I forgot my password, please help",
  "Please tell me how to change the password of my account",
  "password reset link does not arrive"
]

describe("titles", () => {
  it("are whole phrases of the messages without greeting, name, class or school", async () => {
    const [first, second, third] = await described([marks, passwords, english])
    assert.match(first.title, /сохраняются/i)
    assert.match(second.title, /парол/i)
    assert.match(third.title, /password/i)
    for (const { title } of [first, second, third]) {
      assert.notMatch(title, /\[|№|1034|7-?Б|здравствуйте|добрый день|подскажите|please|^hi\b/i)
      assert.match(title, /^[\p{Lu}\p{N}]/u)
      assert.isAtMost(title.length, 80)
    }
  })

  it("are never given twice, even to themes of the same words", async () => {
    const all = await described([marks, marks, marks, passwords, passwords])
    assert.strictEqual(new Set(all.map(({ title }) => title.toLowerCase())).size, all.length)
  })

  it("exist for messages that hold no sentence at all", async () => {
    const all = await described([["[ФИО]", "12.09.2026", "!!!"], ["а", "б"], ["x".repeat(5000)]])
    for (const { title } of all) assert.isAbove(title.length, 0)
    for (const { title } of all) assert.isAtMost(title.length, 80)
  })
})

describe("keyphrases", () => {
  it("stand in the messages as they are written", async () => {
    for (const { keyphrases } of await described([marks, passwords, english])) {
      const said = [...marks, ...passwords, ...english].join(" ").toLowerCase()
      assert.isAbove(keyphrases.length, 0)
      assert.isAtMost(keyphrases.length, 6)
      for (const phrase of keyphrases) assert.include(said, phrase.toLowerCase())
    }
  })
})

describe("quotes", () => {
  it("are three different messages of the theme", async () => {
    const all = await described([marks, passwords])
    all.forEach(({ quotes }, k) => {
      assert.strictEqual(new Set(quotes).size, 3)
      for (const place of quotes) assert.strictEqual(place < marks.length ? 0 : 1, k)
    })
  })

  it("prefer different schools", async () => {
    const texts = [
      "Не сохраняются отметки",
      "Не сохраняются отметки по физике",
      "Не сохраняются отметки по химии",
      "Не сохраняются отметки за тест"
    ]
    const [{ quotes }] = await described([texts, passwords], [], Int32Array.of(1, 1, 1, 2, 3, 3, 3, 3, 3))
    assert.include(quotes, 3)
  })
})

describe("describing", () => {
  it("reads few messages of a large theme", async () => {
    const asked: Array<number> = []
    const large = Array.from(
      { length: 3000 },
      (_, i) => `Не сохраняются отметки в журнале, урок номер ${i} тема${i % 70}`
    )
    await described([large, passwords], asked)
    assert.isAtMost(asked.length, 100)
  })

  it("gives the same answer twice", async () => {
    assert.deepEqual(
      await described([marks, passwords, english]),
      await described([marks, passwords, english])
    )
  })

  it("answers for any texts with as many descriptions as there are themes", async () => {
    const text = fc.string({ unit: "binary", maxLength: 120 })
    const themes = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(themes, async (some) => {
        const all: ReadonlyArray<Description> = await described(some)
        assert.strictEqual(all.length, some.length)
        assert.strictEqual(new Set(all.map(({ title }) => title)).size, some.length)
      }),
      { numRuns: 30 }
    )
  })
})
