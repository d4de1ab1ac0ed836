import type { District } from "@otklik/contract/vocabulary"
import { Dice, totals } from "./dice.ts"

/** A school organisation of the city; `school` is the canonical id of the directory. */
export interface School {
  readonly school: string
  readonly number: string
  readonly name: string
  readonly district: District
  readonly pupils: number
  readonly teachers: number
  readonly aliases: ReadonlyArray<string>
  /** how readily this school writes, 1 on average */
  readonly voice: number
}

export interface SchoolNames {
  readonly schoolNames: ReadonlyArray<string>
  readonly unnumbered: ReadonlyArray<string>
}

/** Schools in each district, six hundred together, with the district's loudness. */
const districts: ReadonlyArray<readonly [District, number, number]> = [
  ["cao", 58, 1.3],
  ["sao", 52, 1],
  ["svao", 62, 1.1],
  ["vao", 66, 0.8],
  ["yuvao", 62, 0.8],
  ["yuao", 68, 1],
  ["yuzao", 60, 1.4],
  ["zao", 60, 1.1],
  ["szao", 44, 1],
  ["zelao", 14, 0.9],
  ["nao", 30, 0.6],
  ["tao", 24, 0.4]
]

/** The district as people write it: «ЮВАО», «ЗелАО». */
export const districtLabel = (district: District): string =>
  district === "zelao"
    ? "ЗелАО"
    : district
        .replace("yu", "ю")
        .replace(/./g, (letter) => letters[letter] ?? letter)
        .toUpperCase()

const letters: Readonly<Record<string, string>> = {
  c: "ц",
  a: "а",
  o: "о",
  s: "с",
  v: "в",
  z: "з",
  n: "н",
  t: "т",
  u: "у"
}

const named = (number: string, dice: Dice, names: SchoolNames): Pick<School, "name" | "aliases"> => {
  const kind = dice.chance(0.08) ? "Гимназия" : dice.chance(0.06) ? "Лицей" : "Школа"
  const title = dice.chance(0.07) ? ` «${dice.pick(names.schoolNames)}»` : ""
  return {
    name: `ГБОУ ${kind} № ${number}${title}`,
    aliases: kind === "Школа" ? [`СОШ ${number}`] : [`${kind} ${number}`]
  }
}

const freshNumber = (dice: Dice, taken: Set<string>): string => {
  const number = String(dice.between(2, 2127))
  if (taken.has(number)) return freshNumber(dice, taken)
  taken.add(number)
  return number
}

const schoolOf = (
  at: number,
  district: District,
  loud: number,
  dice: Dice,
  taken: Set<string>,
  names: SchoolNames
): School => {
  const own = names.unnumbered[(at - 25) / 50]
  const number = own === undefined ? freshNumber(dice, taken) : ""
  const small = district === "tao" || district === "nao" ? 0.6 : 1
  const pupils = Math.round(
    small * Math.min(7200, 450 + 1500 * Math.exp(1.1 * (dice.next() + dice.next() + dice.next() - 1.5)))
  )
  const voice = loud * Math.exp(1.2 * (dice.next() + dice.next() - 1))
  const size = { pupils, teachers: Math.round(pupils / dice.between(15, 20)), voice }
  if (own === undefined) return { school: number, number, district, ...size, ...named(number, dice, names) }
  const short = own.replace(/^[^«]*«|»$/g, "")
  return {
    school: `s${at}`,
    number,
    district,
    ...size,
    name: own,
    aliases: own === short ? [] : [`школа ${short}`]
  }
}

/** The city's six hundred schools, the same for the same seed. */
export const makeSchools = (seed: number, names: SchoolNames): ReadonlyArray<School> => {
  const dice = new Dice(seed, 1)
  const taken = new Set<string>()
  const places = districts.flatMap(([district, count, loud]) =>
    Array.from({ length: count }, () => ({ district, loud }))
  )
  return places.map(({ district, loud }, at) => schoolOf(at, district, loud, dice, taken, names))
}

/** Running totals for choosing the school that writes: large and loud schools write more. */
export const voices = (schools: ReadonlyArray<School>): Float64Array =>
  totals(schools.map(({ pupils, voice }) => voice * pupils ** 0.8))

/** schools.csv: the school directory, UTF-8 with a byte order mark. */
export const schoolsCsv = (schools: ReadonlyArray<School>): string =>
  `\ufeff${[
    "school;number;name;district;pupils;teachers;aliases",
    ...schools.map((it) =>
      [it.school, it.number, it.name, it.district, it.pupils, it.teachers, it.aliases.join("|")].join(";")
    )
  ].join("\r\n")}\r\n`

/** curators.csv: twenty curators, thirty schools each. */
export const curatorsCsv = (schools: ReadonlyArray<School>, names: ReadonlyArray<string>): string => {
  const each = Math.ceil(schools.length / names.length)
  const lines = names.map((name, at) =>
    [
      `k${at + 1}`,
      name,
      schools
        .slice(at * each, (at + 1) * each)
        .map(({ school }) => school)
        .join("|")
    ].join(";")
  )
  return `\ufeff${["curator;name;schools", ...lines].join("\r\n")}\r\n`
}
