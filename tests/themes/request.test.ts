import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { CorpusBuilder } from "@otklik/pipeline/text/corpus"
import { loadLexicon } from "@otklik/pipeline/text/lexicon"
import { averageLink } from "@otklik/pipeline/themes/average-link"
import { requests } from "@otklik/pipeline/themes/request"

const lexicon = loadLexicon()

const found = (texts: ReadonlyArray<string>, theme = new Int32Array(texts.length), themes = 1) => {
  const builder = new CorpusBuilder(lexicon)
  texts.forEach((text) => builder.add(text))
  return requests(builder.finish(), { theme, themes })
}

/** Joins the two groups of the largest mean similarity until none reaches `least`: the definition, in cubic time. */
const naive = (similarity: Float32Array, rows: number, least: number): ReadonlyArray<string> => {
  let groups = Array.from({ length: rows }, (_, row) => [row])
  for (;;) {
    let best = { a: 0, b: 0, mean: -1 }
    for (let a = 0; a < groups.length; a++)
      for (let b = a + 1; b < groups.length; b++) {
        const pairs = groups[a].flatMap((x) => groups[b].map((y) => similarity[x * rows + y]))
        const mean = pairs.reduce((sum, value) => sum + value, 0) / pairs.length
        if (mean > best.mean) best = { a, b, mean }
      }
    if (best.mean < least) return groups.map((group) => group.toSorted((x, y) => x - y).join(" ")).toSorted()
    const joined = [...groups[best.a], ...groups[best.b]]
    groups = [...groups.filter((_, i) => i !== best.a && i !== best.b), joined]
  }
}

describe("average link", () => {
  it("joins what its definition joins", () => {
    const matrices = fc.integer({ min: 1, max: 9 }).chain((rows) =>
      fc
        .uniqueArray(fc.integer({ min: 0, max: 100_000 }), {
          minLength: (rows * rows) | 0,
          maxLength: rows * rows
        })
        .map((values) => {
          const similarity = new Float32Array(rows * rows)
          for (let a = 0; a < rows; a++)
            for (let b = 0; b < a; b++)
              similarity[a * rows + b] = similarity[b * rows + a] = values[a * rows + b] / 100_000
          return { rows, similarity }
        })
    )
    fc.assert(
      fc.property(matrices, ({ rows, similarity }) => {
        const expected = naive(similarity, rows, 0.5)
        const root = averageLink(similarity.slice(), new Float64Array(rows).fill(1), 0.5)
        const groups = [...Map.groupBy(root.keys(), (row) => root[row]).values()].map((group) =>
          group.join(" ")
        )
        assert.deepEqual(groups.toSorted(), expected)
      })
    )
  })
})

const copied = "Просим вернуть прежний порядок закрытия четверти и не менять его в середине учебного года"

describe("requests", () => {
  it("hold messages that ask for the same thing in other words, the largest group first", () => {
    const { request, speakers } = found([
      "не сохраняются отметки за контрольную",
      "забыл пароль от личного кабинета",
      "отметки за контрольную не сохраняются в журнале",
      "не сохранилась отметка за контрольную работу"
    ])
    assert.deepEqual([...request], [0, 1, 0, 0])
    assert.strictEqual(speakers[0].length, 2)
    assert.strictEqual(request[speakers[0][1]], 1)
  })

  it("never cross themes, and leave alone messages that have none", () => {
    const { request } = found([copied, copied, copied], Int32Array.of(0, 1, -1), 2)
    assert.deepEqual([...request], [0, 0, -1])
  })

  it("know near copies, except texts so short that they are the same by chance", () => {
    const texts = [
      copied,
      `Добрый день! ${copied}.`,
      copied.replace("прежний", "старый"),
      "не работает журнал",
      "не работает журнал",
      "нет ссылки на урок химии в расписании на завтра"
    ]
    assert.deepEqual([...found(texts).nearCopy], [1, 1, 1, 0, 0, 0])
  })

  it("take thousands of texts of one theme in blocks, alike ones still together", () => {
    const words = ["отметки", "пароль", "расписание", "отчёт", "замена", "тест", "портфолио", "чат"]
    const texts = Array.from(
      { length: 3000 },
      (_, i) => `${words[i % 8]} ${words[i % 8]} не открывается номер${i}`
    )
    const { request, speakers } = found(texts)
    assert.isAtMost(speakers[0].length, 150)
    texts.forEach((_, i) => assert.isAtLeast(request[i], 0))
    assert.deepEqual(found(texts).request, request)
  })
})
