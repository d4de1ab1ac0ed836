import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { alikeness } from "@otklik/pipeline/text/alikeness"
import { loadLexicon } from "@otklik/pipeline/text/lexicon"

const lexicon = loadLexicon()
const reports = [
  [
    "Не сохраняются отметки",
    "После обновления отметки за контрольную в журнале пропадают при переходе на другую страницу"
  ],
  ["Забыл пароль", "Не приходит письмо для восстановления пароля от личного кабинета"],
  [
    "Отметка не сохраняется",
    "Поставил отметку за контрольную, перешёл на другую страницу журнала, отметки нет"
  ],
  ["Нет письма с паролем", "Восстанавливаю пароль от ЛК, письмо не пришло"],
  ["Расписание на завтра", "Не видно замен в расписании на завтра"],
  ["Замена в расписании", "Замена урока на завтра не видна ученикам"]
]

describe("likeness of documents", () => {
  it("puts the report of the same matter first, in other forms and abbreviations", () => {
    const like = alikeness(lexicon, reports)
    for (const [row, twin] of [0, 1, 2, 3, 4, 5].map((row) => [row, [2, 3, 0, 1, 5, 4][row]]))
      assert.strictEqual(like(row, 10)[0].row, twin)
  })

  it("never gives the document itself, more than asked for, or a worse one before a better one", () => {
    const documents = fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 8
    })
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 5 }), (some, top) => {
        const like = alikeness(lexicon, some)
        some.forEach((_, row) => {
          const matches = like(row, top)
          assert.isAtMost(matches.length, top)
          assert.notInclude(
            matches.map((match) => match.row),
            row
          )
          const similarities = matches.map(({ similarity }) => similarity)
          assert.deepEqual(
            similarities,
            similarities.toSorted((a, b) => b - a)
          )
        })
      })
    )
  })
})
