import { isInn, isLuhn, isSnils } from "@otklik/pipeline/intake/redact/checksums"
import { maskText, redactText } from "@otklik/pipeline/intake/redact"
import { decline, fullName, makePerson, type Names } from "@otklik/pipeline/demo/people"
import { Dice } from "@otklik/pipeline/demo/dice"
import { address, card, inn, passport, phone, snils, tokenLink } from "@otklik/pipeline/demo/personal"
import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const names = JSON.parse(
  readFileSync(new URL("../../pipeline/src/demo/data/names.json", import.meta.url), "utf8")
) as Names

const seeds = fc.integer({ min: 0, max: 2 ** 30 })
const around = fc.constantFrom(
  "журнал не работает",
  "Прошу исправить отметку за 12.10.2026",
  "не видно расписания, школа № 1034",
  "Здравствуйте!",
  "ошибка 500 на mos.ru",
  "Тема «Закон Ома» пропала"
)

const planted = (before: string, value: string, after: string) => maskText(`${before}. ${value}, ${after}`)

describe("a planted value never survives, whatever stands around it:", () => {
  const check = (value: (dice: Dice) => string, said: (value: string) => string = (it) => it) =>
    fc.assert(
      fc.property(seeds, around, around, (seed, before, after) => {
        const it = value(new Dice(seed))
        expect(planted(before, said(it), after)).not.toContain(it)
      })
    )

  it("phone", () => check((dice) => phone(dice, `9${dice.pick(["16", "03", "77"])}${dice.digits(7)}`)))
  it("СНИЛС", () => check(snils, (it) => `СНИЛС ${it}`))
  it("ИНН", () => check(inn))
  it("card", () => check(card))
  it("passport", () => check(passport, (it) => `паспорт ${it}`))
  it("address", () => check((dice) => address(dice, names.streets)))
  it("token", () =>
    check(
      (dice) => tokenLink(dice)[1],
      (it) => `https://school.mos.ru/auth?token=${it}`
    ))
  it("e-mail", () => check((dice) => makePerson(names, "teacher", dice.below(2 ** 30)).email))
  it("full name in any case", () =>
    check((dice) => fullName(makePerson(names, "parent", dice.below(2 ** 30)), dice.pick([..."ngdaip"]))))
  it("surname with initials", () =>
    check((dice) => {
      const { female, first, last, middle } = makePerson(names, "head", dice.below(2 ** 30))
      return `${decline(last, "last", female, dice.pick([..."ngdaip"]))} ${first[0]}.${middle[0]}.`
    }))
  it("a child with a class", () =>
    check((dice) => {
      const { first, last } = makePerson(names, "pupil", dice.below(2 ** 30))
      return `${last} ${first}, ${dice.between(1, 11)}-${dice.pick([..."АБВ"])}`
    }))
})

const letters = fc.constantFrom(
  ...'абИвП 1234567890-+().,@«»"/:№=\n',
  "Иванова ",
  "Мария ",
  "Петровна ",
  "[ФИО] ",
  "ученик ",
  "7-Б ",
  "ул. ",
  "д. 5 ",
  "кв. 12 ",
  "паспорт ",
  "СНИЛС ",
  "8916123",
  "mail.ru ",
  "https://a.ru?token=",
  "С уважением, ",
  "И.",
  " собака "
)
const texts = fc.array(letters, { maxLength: 60 }).map((parts) => parts.join(""))

describe("any text", () => {
  it("comes back the same when it is masked again", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = maskText(text)
        expect(maskText(once)).toBe(once)
      }),
      { numRuns: 2_000 }
    )
  })

  it("has marks in order that do not overlap and lie inside it", () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: "binary" })), (text) => {
        let from = 0
        for (const { end, start } of redactText(text).marks) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          from = end
        }
        expect(from).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1_000 }
    )
  })
})

/** Reads of a text by its parts: grows with the length and no faster, whatever the machine does meanwhile. */
const hostile: Readonly<Record<string, string>> = {
  "one letter": "а",
  "one digit": "1",
  "groups of digits": "12 ",
  "signs of mail": "a@",
  "spoken signs of mail": " собака ",
  "links without an end": "http://",
  "keys without an end": "token=",
  initials: "И.",
  names: "Иванов Иван ",
  houses: "д. 5, ",
  streets: "ул. Пушкина ",
  brackets: "[",
  marks: "[ФИО] ",
  hyphens: "а-",
  cues: "ученик "
}

describe("a megabyte of hostile text is read to its end:", () => {
  it.each(Object.entries(hostile))("%s", (_, part) => {
    const text = part.repeat(Math.ceil(1_000_000 / part.length))
    const { marks } = redactText(text)
    expect(marks.length).toBeLessThanOrEqual(text.length)
  })
})

describe("checksums", () => {
  it("know their own numbers and no neighbours", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const dice = new Dice(seed)
        const digits = snils(dice).replace(/\D/g, "")
        const [tax, bank] = [inn(dice), card(dice).replace(/\D/g, "")]
        expect([isSnils(digits), isInn(tax), isLuhn(bank)]).toEqual([true, true, true])
        const next = String((Number(bank.at(-1)) + 1) % 10)
        expect(isLuhn(bank.slice(0, -1) + next)).toBe(false)
      })
    )
  })
})
