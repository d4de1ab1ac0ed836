import { agreements, feminine } from "@otklik/pipeline/demo/agreement"
import { Dice } from "@otklik/pipeline/demo/dice"
import { type Lexicon, parsePhrase, say, type Voice } from "@otklik/pipeline/demo/grammar"
import { openInflection } from "@otklik/pipeline/demo/inflection"
import { card, inn, snils } from "@otklik/pipeline/demo/personal"
import { Effect } from "effect"
import { assert, integer, property } from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"

const voice = (seed: number, female = false): Voice => ({
  dice: new Dice(seed),
  female,
  fill: (slot, form) => `${slot}${form}`
})

describe("agreement", () => {
  it.each([
    ["заполнил", "заполнила"],
    ["столкнулся", "столкнулась"],
    ["нашёл", "нашла"],
    ["смог", "смогла"],
    ["должен", "должна"]
  ])("lets a woman say %s as %s", (his, hers) => expect(feminine(his)).toBe(hers))

  it.each([
    ["пропал", "пропал пропала пропало пропали"],
    ["сохранился", "сохранился сохранилась сохранилось сохранились"],
    ["исчез", "исчез исчезла исчезло исчезли"],
    ["пустой", "пустой пустая пустое пустые"],
    ["виден", "виден видна видно видны"],
    ["грузится", "грузится грузится грузится грузятся"],
    ["пропадает", "пропадает пропадает пропадает пропадают"]
  ])("brings %s to every gender and the plural", (word, all) => expect(agreements(word).join(" ")).toBe(all))
})

describe("a pattern", () => {
  let lexicon: Lexicon
  beforeAll(async () => {
    lexicon = {
      inflect: await Effect.runPromise(openInflection),
      words: new Map([["mark", ["отметка", "оценка"]]])
    }
  })
  const one = (pattern: string, seed = 1, female = false) =>
    say(parsePhrase(pattern, lexicon), voice(seed, female))

  it("declines nouns with their adjectives", () => {
    expect(one("нет [электронный журнал:gs]")).toBe("нет электронного журнала")
    expect(one("[контрольная работа:ip]")).toBe("контрольными работами")
    expect(one("вижу [ребёнок:ap]")).toBe("вижу детей")
    expect(one("[электронный дневник:as]")).toBe("электронный дневник")
  })

  it("agrees with the last noun and with the speaker", () => {
    expect(one("[отметка:ns] %пропал")).toBe("отметка пропала")
    expect(one("[отметка:np] %пропал")).toBe("отметки пропали")
    expect(one("я заполнил@", 1, true)).toBe("я заполнила")
  })

  it("fills slots, keeps decoys apart and tidies blanks", () => {
    expect(one("в {} <class:g> , <<Пушкин|Гоголь>>")).toBe("в classg, decoyПушкин|Гоголь")
  })

  it("says only what its choices allow", () => {
    const said = new Set(Array.from({ length: 60 }, (_, seed) => one("{не {идёт|едет}|стоит}", seed)))
    expect([...said].sort()).toEqual(["не едет", "не идёт", "стоит"])
  })
})

const digits = (text: string) => [...text.replace(/\D/g, "")].map(Number)

describe("planted numbers", () => {
  it("pass the checks that real ones pass", () => {
    assert(
      property(integer(), (seed) => {
        const dice = new Dice(seed)
        const s = digits(snils(dice))
        const sum = s.slice(0, 9).reduce((total, digit, at) => total + digit * (9 - at), 0) % 101
        const luhn = digits(card(dice))
          .toReversed()
          .reduce(
            (total, digit, at) => total + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
            0
          )
        const i = digits(inn(dice))
        const check = (weights: ReadonlyArray<number>) =>
          (weights.reduce((total, weight, at) => total + weight * i[at], 0) % 11) % 10
        return (
          (sum === 100 ? 0 : sum) === s[9] * 10 + s[10] &&
          luhn % 10 === 0 &&
          check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === i[10] &&
          check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === i[11]
        )
      })
    )
  })
})
