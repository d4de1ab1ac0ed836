import type { DuckDBConnection } from "@duckdb/node-api"
import type { SliceQuery } from "@otklik/contract/slice"
import { placeOf } from "../places.ts"

/** Messages in small numbers, a column an array, in the order of theme, voice, person, day and the rest: rows of `voices`. */
export interface Voices {
  readonly rows: number
  /** number of the theme, 0 for none */
  readonly theme: Int32Array
  /** place of the school in the order of schools; below zero someone without a school */
  readonly voice: Int32Array
  readonly person: Int32Array
  /** days since 1 January 1970 */
  readonly day: Int32Array
  /** thousandths */
  readonly severity: Uint16Array
  /** places in the contract's lists, 0 for none */
  readonly district: Uint8Array
  readonly role: Uint8Array
  readonly service: Uint8Array
  readonly family: Uint8Array
  readonly verdict: Uint8Array
  /** sums of ECHO, CAMPAIGN and INCIDENT */
  readonly marks: Uint8Array
}

export const ECHO = 1
export const CAMPAIGN = 2
export const INCIDENT = 4

const empty = (rows: number): Voices => ({
  rows,
  theme: new Int32Array(rows),
  voice: new Int32Array(rows),
  person: new Int32Array(rows),
  day: new Int32Array(rows),
  severity: new Uint16Array(rows),
  district: new Uint8Array(rows),
  role: new Uint8Array(rows),
  service: new Uint8Array(rows),
  family: new Uint8Array(rows),
  verdict: new Uint8Array(rows),
  marks: new Uint8Array(rows)
})

type Column = Exclude<keyof Voices, "rows">
const columns = [
  "theme",
  "voice",
  "person",
  "day",
  "severity",
  "district",
  "role",
  "service",
  "family",
  "verdict",
  "marks"
] as const satisfies ReadonlyArray<Column>

/** Numbers of a vector as they lie in the chunk: columns of `voices` hold no null. */
const itemsOf = (vector: unknown) => (vector as { readonly items: ArrayLike<number> }).items

/** Reads a table with the columns and the order of `voices`: some 20 bytes a message. */
export const readVoices = async (connection: DuckDBConnection, from = "voices"): Promise<Voices> => {
  const counted = await connection.runAndReadAll(`select count(*)::int from ${from}`)
  const voices = empty(Number(counted.getRows()[0]![0]))
  const chunks = await connection.stream(`select ${columns.join(", ")} from ${from}`)
  let at = 0
  for await (const chunk of chunks) {
    columns.forEach((column, i) => voices[column].set(itemsOf(chunk.getColumnVector(i)), at))
    at += chunk.rowCount
  }
  return voices
}

/** Voices of rows in any order, each a number a column; columns left out are 0. */
export const voicesOf = (rows: ReadonlyArray<Partial<Record<Column, number>>>): Voices => {
  const sorted = rows.toSorted((a, b) => {
    const column = columns.find((name) => (a[name] ?? 0) !== (b[name] ?? 0))
    return column === undefined ? 0 : (a[column] ?? 0) - (b[column] ?? 0)
  })
  const voices = empty(rows.length)
  for (const column of columns) sorted.forEach((row, i) => (voices[column][i] = row[column] ?? 0))
  return voices
}

/** Which messages count; a search by text chooses themes, not messages. */
export type MessageSlice = Omit<SliceQuery, "text">

/** Columns that a slice may narrow. */
export const narrowed = ["district", "role", "service", "family", "verdict"] as const

type Narrowed = (typeof narrowed)[number]

/** Days since 1 January 1970 of YYYY-MM-DD. */
export const dayNumber = (day: string): number => Date.parse(day) / 86_400_000

/** days before and after all that can be written */
const [FIRST, LAST] = [-1_000_000, 10_000_000]

/** What a slice chooses rows by, a column an array. */
export type Sliced = Pick<Voices, "rows" | "day" | Narrowed>

/** Rows whose columns hold the places wanted (0 for any) on days from one to another. */
const rowsKept = (sliced: Sliced, wanted: Readonly<Record<Narrowed, number>>, from: number, to: number) => {
  const { day, district, family, role, service, verdict } = sliced
  const rows = new Int32Array(sliced.rows)
  let count = 0
  for (let row = 0; row < sliced.rows; row++) {
    if (wanted.district !== 0 && district[row] !== wanted.district) continue
    if (wanted.role !== 0 && role[row] !== wanted.role) continue
    if (wanted.service !== 0 && service[row] !== wanted.service) continue
    if (wanted.family !== 0 && family[row] !== wanted.family) continue
    if (wanted.verdict !== 0 && verdict[row] !== wanted.verdict) continue
    if (day[row]! < from || day[row]! > to) continue
    rows[count++] = row
  }
  return rows.subarray(0, count)
}

const wantedOf = <C extends Narrowed>(slice: MessageSlice, column: C) => {
  const value = slice[column]
  return value === undefined ? 0 : placeOf<Narrowed>(column, value)
}

/** Rows that a slice keeps, in their order. */
export const rowsOf = (sliced: Sliced, slice: MessageSlice): Int32Array =>
  rowsKept(
    sliced,
    Object.fromEntries(narrowed.map((column) => [column, wantedOf(slice, column)])) as Record<
      Narrowed,
      number
    >,
    slice.from === undefined ? FIRST : dayNumber(slice.from),
    slice.to === undefined ? LAST : dayNumber(slice.to)
  )
