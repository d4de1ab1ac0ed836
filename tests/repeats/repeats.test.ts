import { CorpusBuilder } from "@otklik/pipeline/text/corpus"
import { loadLexicon } from "@otklik/pipeline/text/lexicon"
import { repeats } from "@otklik/pipeline/repeats/repeats"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

const lexicon = loadLexicon()

interface Said {
  readonly text: string
  readonly author?: number
  readonly school?: number
  readonly day?: number
}

const of = (messages: ReadonlyArray<Said>) => {
  const builder = new CorpusBuilder(lexicon)
  for (const { text } of messages) builder.add(text)
  return repeats(builder.finish(), {
    author: Int32Array.from(messages, ({ author = 0 }) => author),
    school: Int32Array.from(messages, ({ school = 0 }) => school),
    minute: Int32Array.from(messages, ({ day = 0 }) => day * 24 * 60)
  })
}

const complaint = "Пропали итоговые отметки за четверть после обновления страницы журнала"
const again = "Срочно! Пропали итоговые отметки за четверть после обнвления страницы журнала."
const other = "Просим добавить в расписание фильтр по кабинетам второго корпуса"
const letter =
  "Просим отменить дублирование электронного журнала на бумаге и отказаться от распечатки сводных ведомостей"

describe("an echo", () => {
  it("is what the same person of the same school says again within a fortnight", () => {
    const messages = [{ text: complaint }, { text: again, day: 3 }, { text: other, day: 4 }]
    assert.deepEqual([...of(messages).echo], [-1, 0, -1])
  })

  it("is told from the first message in time, whatever the order of ids", () => {
    assert.deepEqual([...of([{ text: again, day: 3 }, { text: complaint }]).echo], [1, -1])
  })

  it("is none after a fortnight, of another person, of another school, or where either is not known", () => {
    const first = { text: complaint }
    for (const second of [{ day: 15 }, { author: 1 }, { school: 1 }, { author: -1 }, { school: -1 }])
      assert.deepEqual([...of([first, { text: again, ...second }]).echo], [-1, -1])
  })

  it("is none of a text that says nothing", () => {
    assert.deepEqual([...of([{ text: "" }, { text: "" }]).echo], [-1, -1])
  })

  it("always names an earlier message of the same person that is no echo itself", () => {
    const said = fc.record({
      text: fc.constantFrom(complaint, again, other, letter, ""),
      author: fc.integer({ min: -1, max: 2 }),
      school: fc.integer({ min: -1, max: 1 }),
      day: fc.nat(40)
    })
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), (messages) => {
        const { echo } = of(messages)
        echo.forEach((first, place) => {
          if (first < 0) return
          const [now, then] = [messages[place]!, messages[first]!]
          assert.deepEqual([now.author, now.school], [then.author, then.school])
          assert.isTrue(then.day <= now.day && now.day <= then.day + 14)
          assert.strictEqual(echo[first], -1)
        })
      }),
      { numRuns: 300 }
    )
  })
})

describe("a campaign", () => {
  const copies = (count: number, spread: number, people = count): ReadonlyArray<Said> =>
    Array.from({ length: count }, (_, i) => ({
      text: i % 3 === 0 ? `Здравствуйте! ${letter}.` : letter,
      author: i % people,
      school: i % 4,
      day: Math.floor(i * spread)
    }))
  const found = (messages: ReadonlyArray<Said>) => of(messages).campaign.filter((copy) => copy > 0).length

  it("is many near copies by many people within a fortnight", () => {
    assert.strictEqual(found(copies(12, 1)), 12)
    assert.deepEqual([...of([...copies(12, 1), { text: other, author: 50 }]).campaign].at(-1), 0)
  })

  it("is none of few copies, of few people, or of copies that come all the year", () => {
    assert.strictEqual(found(copies(9, 1)), 0)
    assert.strictEqual(found(copies(12, 1, 4)), 0)
    assert.strictEqual(found(copies(60, 6)), 0)
  })

  it("is none of short texts, which are the same by chance", () => {
    const short = copies(20, 0.1).map((said) => ({ ...said, text: "Не открывается журнал" }))
    assert.strictEqual(found(short), 0)
  })
})
