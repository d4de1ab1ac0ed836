import type { Role } from "@otklik/contract/vocabulary"
import { createRequire } from "node:module"
import { Dice } from "./dice.ts"

export interface Person {
  readonly first: string
  readonly middle: string
  readonly last: string
  readonly female: boolean
  readonly role: Role
  readonly email: string
  readonly mobile: string
  /** the same for one person everywhere */
  readonly key: number
}

export interface Names {
  readonly surnames: ReadonlyArray<string>
  readonly male: ReadonlyArray<string>
  readonly female: ReadonlyArray<string>
  readonly fathers: ReadonlyArray<string>
  readonly streets: ReadonlyArray<string>
}

type Decline = (name: string) => string
type Petrovich = Readonly<
  Record<"male" | "female", Readonly<Record<"first" | "middle" | "last", Readonly<Record<string, Decline>>>>>
>

const petrovich = createRequire(import.meta.url)("petrovich") as Petrovich
const cases: Readonly<Record<string, string>> = {
  g: "genitive",
  d: "dative",
  a: "accusative",
  i: "instrumental",
  p: "prepositional"
}
const declined = new Map<string, string>()

/** One part of a name in a case (n g d a i p). */
export const decline = (
  name: string,
  part: "first" | "middle" | "last",
  female: boolean,
  form: string
): string => {
  if (cases[form] === undefined || name === "") return name
  const key = `${name}${part}${female}${form}`
  const known = declined.get(key)
  if (known !== undefined) return known
  const said = petrovich[female ? "female" : "male"][part][cases[form]](name)
  declined.set(key, said)
  return said
}

const herSurname = (surname: string): string =>
  /(ов|ев|ёв|ин)$/.test(surname)
    ? `${surname}а`
    : surname.endsWith("ий")
      ? `${surname.slice(0, -2)}ая`
      : surname

const patronymic = (father: string, female: boolean): string => {
  const ending = female ? "на" : "ич"
  if (father === "Павел" || father === "Михаил")
    return `${father === "Павел" ? "Павлов" : "Михайлов"}${ending}`
  if (father.endsWith("ий") && father !== "Дмитрий") return `${father.slice(0, -2)}ьев${ending}`
  return /[йь]$/.test(father) ? `${father.slice(0, -1)}ев${ending}` : `${father}ов${ending}`
}

const latin: Readonly<Record<string, string>> = Object.fromEntries(
  "а a,б b,в v,г g,д d,е e,ё e,ж zh,з z,и i,й y,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh,ц ts,ч ch,ш sh,щ sch,ъ ,ы y,ь ,э e,ю yu,я ya"
    .split(",")
    .map((pair) => pair.split(" "))
)

const transliterated = new Map<string, string>()

/** A name in Latin letters, lower-case. */
export const translit = (name: string): string => {
  const known = transliterated.get(name)
  if (known !== undefined) return known
  const said = name.toLowerCase().replace(/[а-яё]/g, (letter) => latin[letter])
  transliterated.set(name, said)
  return said
}

const domains = [
  "mail.ru",
  "yandex.ru",
  "gmail.com",
  "edu.mos.ru",
  "bk.ru",
  "inbox.ru",
  "list.ru",
  "rambler.ru"
]

const women: Readonly<Record<Role, number>> = {
  teacher: 0.86,
  class_teacher: 0.9,
  deputy_head: 0.88,
  head: 0.7,
  journal_admin: 0.6,
  methodist: 0.9,
  parent: 0.8,
  pupil: 0.5
}

const mailbox = (dice: Dice, first: string, last: string): string => {
  const own = [
    translit(last),
    `${translit(first)[0]}.${translit(last)}`,
    `${translit(last)}${dice.between(70, 99)}`,
    `${translit(last)}_${translit(first)[0]}${translit(first)[1] ?? ""}`
  ]
  return `${dice.pick(own)}${dice.chance(0.5) ? dice.between(1, 999) : ""}@${dice.pick(domains)}`
}

/** Somebody of a name; `keys` make the same person every time. */
export const makePerson = (names: Names, role: Role, ...keys: ReadonlyArray<number>): Person => {
  const dice = new Dice(...keys)
  const female = dice.chance(women[role])
  const surname = dice.pick(names.surnames)
  const first = dice.pick(female ? names.female : names.male)
  const last = female ? herSurname(surname) : surname
  const middle = patronymic(dice.pick(names.fathers), female)
  const mobile = `9${dice.pick(["16", "03", "25", "26", "77", "85", "99", "05", "15", "68"])}${dice.digits(7)}`
  return {
    first,
    middle,
    last,
    female,
    role,
    mobile,
    email: mailbox(dice, first, last),
    key: dice.below(2 ** 31)
  }
}

/** Фамилия Имя Отчество in a case. */
export const fullName = (it: Person, form = "n"): string =>
  `${decline(it.last, "last", it.female, form)} ${decline(it.first, "first", it.female, form)} ${decline(it.middle, "middle", it.female, form)}`
