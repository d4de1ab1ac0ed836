import type { Incremental } from "./incremental.ts"
import type { Row } from "./csv.ts"
import { columnKey, type Profile } from "./profile.ts"
import type { Found } from "./source.ts"

export interface Header {
  /** column names, one for each cell; a repeated name stays repeated */
  readonly names: ReadonlyArray<string>
  /** row of the file, 0 where there is no header and the columns are called by their numbers */
  readonly row: number
}

const searched = 20

const isSigned = (header: ReadonlyArray<string>, keys: ReadonlySet<string>, first: string): boolean =>
  header.length === 1
    ? columnKey(header[0]!) === first
    : header.every((names) => names.split("|").some((name) => keys.has(columnKey(name))))

/** Profiles whose signature stands in these columns (a signature of one name: in the first), the most particular first. */
export const matching = (
  profiles: ReadonlyArray<Profile>,
  names: ReadonlyArray<string>
): ReadonlyArray<Profile> => {
  const keys = new Set(names.map(columnKey))
  const first = columnKey(names[0] ?? "")
  const known = (profile: Profile) =>
    Object.values(profile.fields)
      .flat()
      .filter((name) => keys.has(columnKey(name))).length
  return profiles
    .filter(({ header = [] }) => header.length > 0 && isSigned(header, keys, first))
    .sort((a, b) => b.header!.length - a.header!.length || known(b) - known(a) || (a.name < b.name ? -1 : 1))
}

const looksLikeData = (cell: string) =>
  cell.length > 160 || /^\d+([.,]\d+)?$/.test(cell) || /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T]|$)/.test(cell)

const trimmed = (cells: ReadonlyArray<string>): ReadonlyArray<string> => {
  let width = cells.length
  while (width > 0 && cells[width - 1]!.trim() === "") width--
  return cells.slice(0, width)
}

const named = (cells: ReadonlyArray<string>): ReadonlyArray<string> =>
  cells.map((cell, index) => cell.replace(/\s+/g, " ").trim() || `столбец ${index + 1}`)

/** The row with a profile's signature, else the first with the usual number of cells; titles above it are passed over. */
export const findHeader = (
  rows: ReadonlyArray<Row>,
  profiles: ReadonlyArray<Profile>
): Header | undefined => {
  const candidates = rows
    .slice(0, searched)
    .filter(({ cells, fault }) => fault === undefined && trimmed(cells).length > 0)
  const signed = candidates.find(({ cells }) => matching(profiles, cells).length > 0)
  const widest = Math.max(0, ...candidates.map(({ cells }) => trimmed(cells).length))
  const first = candidates.find(({ cells }) => trimmed(cells).length * 2 > widest)
  const chosen = signed ?? first
  if (chosen === undefined) return undefined
  const cells = trimmed(chosen.cells)
  if (signed === undefined && cells.some(looksLikeData)) return { names: named(cells.map(() => "")), row: 0 }
  return { names: named(cells), row: chosen.row }
}

const values = (header: Header, cells: ReadonlyArray<string>): Readonly<Record<string, string>> => {
  const fields: Record<string, string> = Object.create(null)
  for (let index = 0; index < header.names.length; index++) {
    const name = header.names[index]!
    const value = cells[index] ?? ""
    const earlier = fields[name]
    if (earlier === undefined || earlier === "") fields[name] = value
    else if (value !== "") fields[name] = `${earlier}\n${value}`
  }
  return fields
}

/** Rows to records: blank rows are passed over, values of a repeated column are joined, a ragged row is broken. */
export class TableRecords implements Incremental<Row, Found> {
  readonly #header: Header
  readonly #file: string
  readonly #padded: boolean

  constructor(file: string, header: Header, padded: boolean) {
    this.#file = file
    this.#header = header
    this.#padded = padded
  }

  push(row: Row): ReadonlyArray<Found> {
    if (row.row <= this.#header.row) return []
    const place = { file: this.#file, row: row.row }
    if (row.fault !== undefined) return [{ place, fault: row.fault, fragment: row.cells.join(" ") }]
    const cells = row.cells
    if (cells.every((cell) => cell.trim() === "")) return []
    const width = this.#header.names.length
    if (!this.#padded && (cells.length < width || trimmed(cells).length > width)) {
      return [{ place, fault: `Ячеек ${cells.length}, а в заголовке ${width}`, fragment: cells.join(" ") }]
    }
    return [{ place, fields: values(this.#header, cells) }]
  }

  end(): ReadonlyArray<Found> {
    return []
  }
}
