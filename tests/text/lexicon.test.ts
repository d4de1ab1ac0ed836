import { assert, describe, it } from "vitest"
import { loadLexicon, rewrite } from "@otklik/pipeline/text/lexicon"
import { stem } from "@otklik/pipeline/text/stem"

const lexicon = loadLexicon()
const read = (phrase: string): string => rewrite(phrase.split(" ").map(stem), lexicon).join(" ")

describe("the thesaurus", () => {
  it.each([
    ["эжд не открывается", "электронный журнал не открывается"],
    ["ошибка в эл журнале", "ошибка в электронном журнале"],
    ["не видно д з", "не видно домашнего задания"],
    ["дз в лк", "домашние задания в личном кабинете"],
    ["заполнили календарно-тематическое планирование", "заполнили ктп"],
    ["cannot log in", "cannot login"]
  ])("reads «%s» as «%s»", (written, meaning) => assert.strictEqual(read(written), read(meaning)))

  it("drops phrases that say nothing of the matter, and only as whole phrases", () => {
    assert.strictEqual(read("добрый день журнал пуст"), read("журнал пуст"))
    assert.include(read("последний день четверти"), stem("день"))
  })

  it("never makes of a meaning something else when it is read again", () => {
    for (const equivalents of lexicon.thesaurus.values())
      for (const { from, to } of equivalents) {
        const once = rewrite(from, lexicon)
        assert.deepEqual(rewrite(once, lexicon), once, `${from.join(" ")} → ${to.join(" ")}`)
      }
  })
})

describe("stop words", () => {
  it("cover function words and greetings of both languages in any letter of ё", () => {
    for (const word of ["который", "здравствуйте", "еще", "the", "about", "пожалуйста"])
      assert.isTrue(lexicon.stop.has(stem(word)), word)
  })

  it("never cover a word of the domain", () => {
    for (const word of ["журнал", "пароль", "ошибка", "срочно", "работать", "mark", "hello", "thanks"])
      assert.isFalse(lexicon.stop.has(stem(word)), word)
  })
})
