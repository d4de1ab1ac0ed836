import type { Role } from "@otklik/contract/vocabulary"
import { Dice } from "./dice.ts"
import type { Voice } from "./grammar.ts"
import { decline, fullName, makePerson, type Person } from "./people.ts"
import { address, card, inn, passport, phone, snils, tokenLink } from "./personal.ts"
import type { School } from "./schools.ts"
import type { World } from "./world.ts"

export type PersonalType =
  | "name"
  | "child"
  | "phone"
  | "email"
  | "snils"
  | "inn"
  | "passport"
  | "card"
  | "address"
  | "token"

/** A piece of personal data as it stands in the text. */
export interface PersonalDatum {
  readonly type: PersonalType
  readonly value: string
}

interface Mark {
  readonly shown: string
  readonly datum: PersonalDatum | null
}

const marks = 0xe000
const roleNames: Readonly<Record<Role, readonly [string, string]>> = {
  teacher: ["учитель", "учитель"],
  class_teacher: ["классный руководитель", "классный руководитель"],
  deputy_head: ["завуч", "завуч"],
  head: ["директор", "директор"],
  journal_admin: ["администратор ЭЖД", "администратор ЭЖД"],
  methodist: ["методист", "методист"],
  parent: ["папа ученика", "мама ученика"],
  pupil: ["ученик", "ученица"]
}

/** What a person calls their role. */
export const roleName = (person: Person): string => roleNames[person.role][person.female ? 1 : 0]

/** The school as somebody happens to write it: «ГБОУ Школа № 1034», «ш.1034», «школа 1034» … */
export const schoolSaid = (school: School, dice: Dice, form: "n" | "g" | "p" = "n"): string => {
  if (school.number === "") return dice.chance(0.7) ? school.name : (school.aliases[0] ?? school.name)
  const word = { n: "школа", g: "школы", p: "школе" }[form]
  const ways = [
    `${word} № ${school.number}`,
    `${word} ${school.number}`,
    `${word} №${school.number}`,
    `${word} № ${school.number}`
  ]
  if (form !== "n") return dice.pick(ways)
  return dice.pick([
    ...ways,
    school.name,
    school.name,
    `ГБОУ Школа №${school.number}`,
    `ш.${school.number}`,
    `шк. ${school.number}`,
    `ГБОУ СОШ № ${school.number}`,
    `ГБОУ г. Москвы «Школа № ${school.number}»`
  ])
}

const pad = (value: number) => String(value).padStart(2, "0")

const initials = (it: Person, dice: Dice, form = "n"): string => {
  const last = decline(it.last, "last", it.female, form)
  const [a, b] = [it.first[0], it.middle[0]]
  return dice.pick([`${last} ${a}.${b}.`, `${last} ${a}. ${b}.`, `${a}.${b}. ${last}`])
}

const firstMiddle = (it: Person, form = "n") =>
  `${decline(it.first, "first", it.female, form)} ${decline(it.middle, "middle", it.female, form)}`

/** One person speaking: fills the slots of patterns and remembers what personal data was said. */
export class Speaker implements Voice {
  readonly dice: Dice
  readonly female: boolean
  readonly #world: World
  readonly #person: Person
  readonly #school: School
  readonly #at: number
  readonly #marks: Array<Mark> = []

  constructor(
    world: World,
    dice: Dice,
    who: { readonly person: Person; readonly school: School; readonly at: number }
  ) {
    this.#world = world
    this.dice = dice
    this.#person = who.person
    this.#school = who.school
    this.#at = who.at
    this.female = who.person.female
  }

  fill = (slot: string, form: string): string => (fillers[slot] ?? unknown(slot))(this, form)

  get world(): World {
    return this.#world
  }

  get person(): Person {
    return this.#person
  }

  get school(): School {
    return this.#school
  }

  /** somewhere in the last days before the message, as a Moscow date */
  recently(): Date {
    return new Date(this.#at + 3 * 3_600_000 - this.dice.below(12) * 86_400_000)
  }

  someone(): Person {
    return makePerson(this.#world.names, "teacher", this.dice.below(2 ** 30), 5)
  }

  child(): Person {
    return makePerson(this.#world.names, "pupil", this.dice.below(2 ** 30), 6)
  }

  /** Puts a private-use character in place of the value, so that slips of the finger cannot touch it. */
  keep(shown: string, type: PersonalType | null, value = shown): string {
    this.#marks.push({ shown, datum: type === null ? null : { type, value } })
    return String.fromCharCode(marks + this.#marks.length - 1)
  }

  /** The text with the kept values in it, and which of them it holds. */
  reveal(text: string) {
    const said = this.#marks.filter((_, at) => text.includes(String.fromCharCode(marks + at)))
    return {
      text: this.show(text),
      personal: said.flatMap(({ datum }) => (datum === null ? [] : [datum])),
      decoys: said.flatMap(({ datum, shown }) => (datum === null ? [shown] : []))
    }
  }

  show(text: string): string {
    return this.#marks.length === 0
      ? text
      : text.replace(/[\ue000-\uf8ff]/g, (mark) => this.#marks[mark.charCodeAt(0) - marks].shown)
  }
}

const unknown = (slot: string) => (): string => {
  throw new Error(`A pattern of the demonstration asks for «${slot}», which nobody fills`)
}

const grade = (dice: Dice) => dice.between(1, 11)
const letters = [..."АБВГДЕИК"]

const classSaid = (dice: Dice): string => {
  const [year, letter] = [grade(dice), dice.pick(letters)]
  return dice.pick([
    `${year}-${letter}`,
    `${year}${letter}`,
    `${year} «${letter}»`,
    `${year}-${letter}`,
    `${year} ${letter}`,
    `${year}${letter.toLowerCase()}`
  ])
}

const childName = (it: Person, form: string) =>
  `${decline(it.last, "last", it.female, form)} ${decline(it.first, "first", it.female, form)}`

const childAndClass = (by: Speaker, form: string): string => {
  const [name, group] = [childName(by.child(), form), classSaid(by.dice)]
  return by.dice.pick([
    `${name}, ${group}`,
    `${name} (${group})`,
    `${name} ${group}`,
    `${name}, ${group} класс`
  ])
}

const pupilSaid = (by: Speaker, form: string): string => {
  if (by.dice.chance(0.6)) return by.keep(childAndClass(by, form), "child")
  return { g: "ученика", a: "ученика", d: "ученику", i: "учеником" }[form] ?? "ученик"
}

const subjectSaid = (by: Speaker, form: string): string =>
  by.world.lexicon.inflect(by.dice.pick(by.world.lexicon.words.get("subject")!), form).text

const browsers = [
  "Яндекс.Браузер",
  "Яндекс",
  "Chrome",
  "Google Chrome",
  "хром",
  "Firefox",
  "Safari",
  "Edge",
  "Opera",
  "Яндекс браузер"
]

const tokenSaid = (by: Speaker): string => {
  const [link, secret] = tokenLink(by.dice)
  return by.keep(link, "token", secret)
}

const dateSaid = (by: Speaker): string => {
  const at = by.recently()
  const [day, month, year] = [pad(at.getUTCDate()), pad(at.getUTCMonth() + 1), at.getUTCFullYear()]
  return by.dice.pick([
    `${day}.${month}`,
    `${day}.${month}.${year}`,
    `${day}.${month}.${String(year).slice(2)}`,
    `${at.getUTCDate()} числа`
  ])
}

const months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" ")

const dayAndMonth = (by: Speaker): string => {
  const at = by.recently()
  return by.dice.chance(0.5) ? dateSaid(by) : `${at.getUTCDate()} ${months[at.getUTCMonth()]}`
}

const fillers: Readonly<Record<string, (by: Speaker, form: string) => string>> = {
  decoy: (by, form) => by.keep(by.dice.pick(form.split("|")), null),
  role: (by) => roleName(by.person),
  subject: subjectSaid,
  job: (by) => (by.person.role === "teacher" ? `учитель ${subjectSaid(by, "gs")}` : roleName(by.person)),
  school: (by) => by.keep(schoolSaid(by.school, by.dice), null),
  schoolgen: (by) => by.keep(schoolSaid(by.school, by.dice, "g"), null),
  schoolloc: (by) => by.keep(schoolSaid(by.school, by.dice, "p"), null),
  n: (by) => String(by.dice.between(1, 9)),
  grade: (by) => String(grade(by.dice)),
  lessonno: (by) => String(by.dice.between(1, 7)),
  class: (by) => classSaid(by.dice),
  date: dayAndMonth,
  time: (by) => `${by.dice.between(8, 21)}:${pad(by.dice.below(60))}`,
  browser: (by) => by.dice.pick(browsers),
  version: (by) => String(by.dice.between(90, 131)),
  code: (by) =>
    by.dice.pick([
      "500",
      "502",
      "403",
      "404",
      "504",
      "0x80070005",
      "«что-то пошло не так»",
      "«неизвестная ошибка»"
    ]),
  ticket: (by) =>
    by.keep(
      by.dice.pick([`№ ${by.dice.digits(7)}`, `SD-${by.dice.digits(6)}`, `RP5${by.dice.digits(6)}`]),
      null
    ),
  me: (by) => by.keep(fullName(by.person), "name"),
  initials: (by) => by.keep(initials(by.person, by.dice), "name"),
  firstmiddle: (by) => by.keep(firstMiddle(by.person), "name"),
  person: (by, form) => by.keep(fullName(by.someone(), form), "name"),
  personinitials: (by) => by.keep(initials(by.someone(), by.dice), "name"),
  personshort: (by, form) => by.keep(initials(by.someone(), by.dice, form), "name"),
  shefull: (by, form) => by.keep(firstMiddle(by.someone(), form), "name"),
  pupil: pupilSaid,
  child: (by, form) => by.keep(childAndClass(by, form), "child"),
  childname: (by, form) => by.keep(childName(by.child(), form), "name"),
  phone: (by) => by.keep(phone(by.dice, by.person.mobile), "phone"),
  email: (by) => by.keep(by.person.email, "email"),
  snils: (by) => by.keep(snils(by.dice), "snils"),
  inn: (by) => by.keep(inn(by.dice), "inn"),
  passport: (by) => by.keep(passport(by.dice), "passport"),
  card: (by) => by.keep(card(by.dice), "card"),
  address: (by) => by.keep(address(by.dice, by.world.names.streets), "address"),
  token: tokenSaid
}
