import { District } from "@otklik/contract/vocabulary"
import { parse } from "csv-parse/sync"
import { readFileSync } from "node:fs"

/** A school as a file tells it. */
export interface SchoolRow {
  readonly school: string
  readonly number: string
  readonly name: string
  readonly district: District | null
  readonly pupils: number | null
  readonly teachers: number | null
  readonly aliases: ReadonlyArray<string>
  readonly buildings: ReadonlyArray<string>
}

/** That a curator has a school, from a day on. */
export interface AssignmentRow {
  readonly person: string
  readonly school: string
  readonly from: string
  readonly to: string | null
}

/** A row that cannot be read: its number as a person counts it, header included. */
export interface Fault {
  readonly row: number
  readonly ru: string
  readonly en: string
}

/** What a file holds: schools, where it has a column of names, or assignments, where it has one of curators. */
export interface ReadDirectory {
  readonly schools: ReadonlyArray<SchoolRow>
  readonly assignments: ReadonlyArray<AssignmentRow>
  readonly faults: ReadonlyArray<Fault>
}

type Column = keyof SchoolRow | "person" | "from" | "to"
type Cells = Readonly<Partial<Record<Column, string>>>

const columns: Readonly<Record<string, Column>> = {
  school: "school",
  школа: "school",
  number: "number",
  номер: "number",
  name: "name",
  название: "name",
  district: "district",
  округ: "district",
  pupils: "pupils",
  ученики: "pupils",
  teachers: "teachers",
  учителя: "teachers",
  aliases: "aliases",
  псевдонимы: "aliases",
  buildings: "buildings",
  здания: "buildings",
  curator: "person",
  person: "person",
  куратор: "person",
  from: "from",
  с: "from",
  to: "to",
  по: "to"
}

const seeds = new URL("../../seeds/districts.csv", import.meta.url)
const isDistrict = (text: string): text is District =>
  (District.literals as ReadonlyArray<string>).includes(text)

/** A district by its id or its short name in either language. */
const districts = new Map(
  readFileSync(seeds, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [id = "", ru = "", en = ""] = line.split(";")
      return isDistrict(id) ? [id, ru, en].map((name) => [name.toLowerCase(), id] as const) : []
    })
)

const delimiterOf = (text: string) => {
  const head = text.slice(0, text.indexOf("\n") + 1 || undefined)
  const count = (it: string) => head.split(it).length
  return [";", "\t", ","].toSorted((a, b) => count(b) - count(a))[0]!
}

const listed = (text = "") => [...new Set(text.split("|").flatMap((it) => it.trim() || []))]
const id = /^[\p{L}\p{N}._ -]{1,60}$/u
const day = /^\d{4}-\d{2}-\d{2}$/

const dayOf = (text: string) => {
  const iso = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text)
  const found = iso === null ? text : `${iso[3]}-${iso[2]}-${iso[1]}`
  return day.test(found) && new Date(`${found}T00:00:00Z`).toJSON()?.startsWith(found) ? found : null
}

const fault = (row: number, ru: string, en: string): Fault => ({
  row,
  ru: `Строка ${row}: ${ru}`,
  en: `Row ${row}: ${en}`
})

const countOf = (text: string | undefined) => (/^\d{1,6}$/.test(text ?? "") ? Number(text) : null)

const schoolOf = (cells: Cells, row: number): SchoolRow | Fault => {
  const { district = "", name = "", school = "" } = cells
  if (!id.test(school))
    return fault(
      row,
      "код школы пуст или в нём лишние знаки",
      "the school's code is empty or has odd characters"
    )
  if (name === "" || name.length > 300) return fault(row, "нет названия школы", "the school has no name")
  const known = districts.get(district.toLowerCase()) ?? null
  if (district !== "" && known === null)
    return fault(
      row,
      `округа «${district.slice(0, 40)}» нет`,
      `there is no district “${district.slice(0, 40)}”`
    )
  return {
    school,
    number: (cells.number ?? "").slice(0, 60),
    name,
    district: known,
    pupils: countOf(cells.pupils),
    teachers: countOf(cells.teachers),
    aliases: listed(cells.aliases),
    buildings: listed(cells.buildings)
  }
}

const assignmentOf = (cells: Cells, row: number): AssignmentRow | Fault => {
  const { from = "", person = "", school = "", to = "" } = cells
  if (person === "" || !id.test(school))
    return fault(row, "нужны куратор и код школы", "a curator and a school's code are needed")
  const [first, last] = [dayOf(from), to === "" ? null : dayOf(to)]
  if (first === null || (to !== "" && last === null) || (last !== null && last < first))
    return fault(
      row,
      "дни пишут как 2026-09-01, «по» не раньше «с»",
      "days are written as 2026-09-01, “to” not before “from”"
    )
  return { person: person.toLowerCase(), school, from: first, to: last }
}

const isFault = (it: object): it is Fault => "row" in it

const twice = (rows: ReadonlyArray<SchoolRow | Fault>) => {
  const seen = new Set<string>()
  return rows.flatMap((it, i) => {
    if (isFault(it) || !seen.has(it.school)) return isFault(it) ? [] : (seen.add(it.school), [])
    return [fault(i + 2, `школа ${it.school} уже есть выше`, `school ${it.school} is above already`)]
  })
}

const cellsOf = (header: ReadonlyArray<Column | undefined>, row: ReadonlyArray<string>): Cells =>
  Object.fromEntries(
    header.flatMap((column, i) => (column === undefined ? [] : [[column, (row[i] ?? "").trim()]]))
  )

const rowsOf = (text: string): ReadonlyArray<ReadonlyArray<string>> | null => {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true
    })
  } catch {
    return null
  }
}

const nothing = { schools: [], assignments: [] }
const unreadable = fault(
  1,
  "это не CSV: проверьте кавычки и разделители",
  "this is no CSV: check quotes and delimiters"
)
const headless = fault(
  1,
  "нужны столбцы school, number, name, district или curator, school, from, to",
  "columns school, number, name, district are needed, or curator, school, from, to"
)

/** Reads a directory of schools or of assignments from CSV, its columns named in English or in Russian. */
export const readDirectory = (text: string): ReadDirectory => {
  const rows = rowsOf(text)
  if (rows === null) return { ...nothing, faults: [unreadable] }
  const header = (rows[0] ?? []).map((name) => columns[name.trim().toLowerCase()])
  const cells = rows.slice(1).map((row) => cellsOf(header, row))
  if (header.includes("school") && header.includes("person")) {
    const read = cells.map((it, i) => assignmentOf(it, i + 2))
    return {
      schools: [],
      assignments: read.flatMap((it) => (isFault(it) ? [] : [it])),
      faults: read.filter(isFault)
    }
  }
  if (!header.includes("school") || !header.includes("name")) return { ...nothing, faults: [headless] }
  const read = cells.map((it, i) => schoolOf(it, i + 2))
  return {
    schools: read.flatMap((it) => (isFault(it) ? [] : [it])),
    assignments: [],
    faults: [...read.filter(isFault), ...twice(read)]
  }
}

const quoted = (value: string) => (/[;"\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** The directory as the file that the build reads. */
export const writeDirectory = (schools: ReadonlyArray<SchoolRow>): string =>
  [
    "school;number;name;district;pupils;teachers;aliases;buildings",
    ...schools.map((it) =>
      [
        it.school,
        it.number,
        it.name,
        it.district ?? "",
        it.pupils ?? "",
        it.teachers ?? "",
        it.aliases.join("|"),
        it.buildings.join("|")
      ]
        .map((value) => quoted(String(value)))
        .join(";")
    )
  ].join("\n") + "\n"
