import type { District } from "@otklik/contract/vocabulary"
import { folded } from "./cues.ts"

/** One line of the directory of schools. */
export interface SchoolRow {
  readonly school: string
  readonly number: string
  readonly name: string
  readonly district: District | null
  readonly aliases: ReadonlyArray<string>
}

const kinds = "школ[аеуыой]*|шк|ш|сош|гбоу|оу|лице[йяеюм]*|гимнази[яиюей]*|цо|центр[ае]? образования|school"
const numbered = new RegExp(`(?<![а-я])(?:${kinds}) (?:(?:г|города|им|имени|no|n) )*(\\d{1,4})(?![\\d-])`)
const bare = /^ (?:(?:г|no|n) )?(\d{1,4}) $/
const named = new RegExp(
  `(?<![а-я])(?:школ[аеуыой]*|лице[йяеюм]*|гимнази[яиюей]*|центр[ае]?) [«"„“]([^»"”“]{2,60})[»"”“]`,
  "giu"
)

const numberIn = (written: string): string | undefined => {
  const text = folded(written.replaceAll("№", " ").replaceAll(".", " "))
  const found = (numbered.exec(text) ?? bare.exec(text))?.[1]
  return found === undefined ? undefined : String(Number(found))
}

const keyed = (rows: ReadonlyArray<SchoolRow>) => {
  const byNumber = new Map<string, string>()
  const byName = new Map<string, string>()
  for (const { aliases, name, number, school } of rows) {
    if (number !== "") byNumber.set(String(Number(number)), school)
    for (const alias of [name, ...aliases]) if (alias !== "") byName.set(folded(alias), school)
  }
  return { byNumber, byName }
}

/**
 * Which school a text names, or null: «ГБОУ Школа № 1034», «ш.1034», «лицей «Вектор»». With a directory only its
 * schools are known, by number, name or alias; without one the number itself is the school.
 */
export const schoolFinder = (rows: ReadonlyArray<SchoolRow>) => {
  const { byName, byNumber } = keyed(rows)
  const byQuotedName = (text: string) => {
    for (const match of text.matchAll(named)) {
      const found = byName.get(folded(match[0]))
      if (found !== undefined) return found
    }
    return undefined
  }
  const byWrittenNumber = (text: string) => {
    const number = numberIn(text)
    if (number === undefined || number === "0") return undefined
    return rows.length === 0 ? number : byNumber.get(number)
  }
  return (text: string): string | null =>
    byName.get(folded(text)) ?? byWrittenNumber(text) ?? byQuotedName(text) ?? null
}

/** The same in running text, where a bare number names no school. */
export const schoolInText = (find: (text: string) => string | null) => (text: string) =>
  /^\D*\d{1,4}\D*$/.test(text) && !/[а-яa-z]/i.test(text) ? null : find(text)
