import { type ExportRow } from "@otklik/sql/export/cell"
import { xlsx } from "@otklik/sql/export/xlsx"
import { Effect, Stream } from "effect"
import { headOf, measure } from "../sources/bytes.ts"
import { CsvRows, detectDialect, type Dialect, type Row } from "../sources/csv.ts"
import { through } from "../sources/incremental.ts"
import { withField } from "../sources/json-field.ts"
import { kindOf } from "../sources/kind.ts"
import { type Line, Lines } from "../sources/lines.ts"
import { Refused } from "../sources/source.ts"
import { findHeader, type Header } from "../sources/table.ts"
import { textFile, type TextFile } from "../sources/text-file.ts"
import { sheetRows } from "../sources/xlsx.ts"
import { encoder } from "./encode.ts"
import { redactText } from "./redact.ts"

/** What was done to a file: records, those that could not be read (masked whole), marks by type, letters an encoding lacks. */
export interface Outcome {
  records: number
  unread: number
  lost: number
  readonly masked: Record<string, number>
}

type Mask = (text: string) => string

const masker =
  (outcome: Outcome): Mask =>
  (text) => {
    const { masked, text: out } = redactText(text)
    for (const [kind, count] of Object.entries(masked))
      outcome.masked[kind] = (outcome.masked[kind] ?? 0) + count
    return out
  }

const missing = (file: string, field: string, there: ReadonlyArray<string>) => {
  const names = there.slice(0, 40).map((name) => `«${name.slice(0, 40)}»`)
  return new Refused({ file, sentence: `Поля «${field}» нет. Есть: ${names.join(", ")}.` })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const deep = (value: unknown, mask: Mask): unknown => {
  if (typeof value === "string") return mask(value)
  if (Array.isArray(value)) return value.map((item) => deep(item, mask))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item, mask)]))
}

/** A JSON value with its strings masked; a number that is personal data becomes a string with a mark. */
const maskedValue =
  (mask: Mask) =>
  (written: string): string => {
    const value: unknown = JSON.parse(written)
    const text = typeof value === "number" ? written : value
    const masked = deep(text, mask)
    return JSON.stringify(masked) === JSON.stringify(text) ? written : JSON.stringify(masked)
  }

const lineMasker = (field: string, outcome: Outcome) => {
  const mask = masker(outcome)
  const value = maskedValue(mask)
  return ({ fault, text }: Line): string => {
    outcome.records++
    if (fault === undefined && isObject(parsed(text))) return `${withField(text, field, value)}\n`
    outcome.unread++
    return `${JSON.stringify({ [field]: mask(text.trim()) })}\n`
  }
}

const notLines = "Это JSON одним документом: сохраните его по одному объекту на строке (JSONL) и повторите."

const keysOf = (head: string, whole: boolean): ReadonlyArray<string> | undefined => {
  const lines = head.split("\n").filter((line) => line.trim() !== "")
  const read = (whole || lines.length === 1 ? lines : lines.slice(0, -1)).slice(0, 200).map(parsed)
  const objects = read.filter(isObject)
  return objects.length * 2 < read.length || objects.length === 0
    ? undefined
    : [...new Set(objects.flatMap(Object.keys))]
}

const jsonl = Effect.fnUntraced(function* (text: TextFile, field: string, outcome: Outcome) {
  const keys = keysOf(text.head, text.whole)
  if (keys === undefined) return yield* new Refused({ file: text.file, sentence: notLines })
  if (!keys.includes(field)) return yield* missing(text.file, field, keys)
  const mask = lineMasker(field, outcome)
  return text.text.pipe(
    through(() => new Lines()),
    Stream.map(mask)
  )
})

const quoted = (cell: string, { delimiter }: Dialect): string =>
  /["\r\n]/.test(cell) || (delimiter !== "" && cell.includes(delimiter)) || /^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell

/** Cells of a row masked: the field's columns, or all of them where the row does not fit the header. */
const rowMasker = (header: Header, field: string, outcome: Outcome) => {
  const mask = masker(outcome)
  return ({ cells, fault, row }: Row): ReadonlyArray<string> => {
    if (row <= header.row) return cells
    outcome.records++
    const fits = fault === undefined && cells.length >= header.names.length
    if (!fits && cells.length !== 1) outcome.unread++
    return cells.map((cell, at) => (!fits || (header.names[at] ?? field) === field ? mask(cell) : cell))
  }
}

const noTable = "В файле нет таблицы: нужна строка заголовков и строки под ней."

const headerOf = (file: string, rows: ReadonlyArray<Row>, field: string) =>
  Effect.gen(function* () {
    const header = findHeader(rows, [])
    if (header === undefined) return yield* new Refused({ file, sentence: noTable })
    if (!header.names.includes(field)) return yield* missing(file, field, header.names)
    return header
  })

const csv = Effect.fnUntraced(function* (text: TextFile, field: string, outcome: Outcome) {
  const dialect = detectDialect(text.head)
  const head = new CsvRows(dialect)
  const rows = [...head.push(text.head), ...(text.whole ? head.end() : [])]
  const told = /^sep=/i.test(rows[0]?.cells.join("") ?? "") ? 1 : 0
  const header = yield* headerOf(text.file, rows.slice(told), field)
  const mask = rowMasker(header, field, outcome)
  const end = text.head.includes("\r\n") ? "\r\n" : dialect.newline
  return text.text.pipe(
    through(() => new CsvRows(dialect)),
    Stream.map(
      (row) =>
        mask(row)
          .map((cell) => quoted(cell, dialect))
          .join(dialect.delimiter) + end
    )
  )
})

const broken = (file: string) => (cause: { readonly sentence: string }) =>
  new Refused({ file, sentence: cause.sentence })

const padded = (row: Row, width: number): Row => ({
  ...row,
  cells: Array.from({ length: Math.max(width, row.cells.length) }, (_, at) => row.cells[at] ?? "")
})

const book = Effect.fnUntraced(function* (file: string, field: string, outcome: Outcome) {
  const rows = yield* sheetRows(file).pipe(Stream.runCollect, Effect.mapError(broken(file)))
  const header = yield* headerOf(file, rows, field)
  const mask = rowMasker(header, field, outcome)
  const out = rows
    .filter(({ row }) => row > header.row)
    .map((row): ExportRow => mask(padded(row, header.names.length)))
  return yield* xlsx(
    "Лист1",
    header.names.map((name) => ({ name })),
    out
  )
})

/**
 * The bytes of the same file with one field masked: JSONL with every other byte as it was, CSV with its delimiter and
 * encoding, XLSX as a sheet of its values. `outcome` counts while the stream is read.
 */
export const redactFile = Effect.fn("redactFile")(function* (file: string, field: string, outcome: Outcome) {
  const bytes = yield* measure(file)
  if (bytes === "folder") return yield* new Refused({ file, sentence: "Это папка: назовите файл в ней." })
  const found = yield* headOf(file)
  const text = yield* textFile(file, { ...found, bytes }, undefined, { bytes: 0, rescued: 0, skipped: 0 })
  const verdict = kindOf(found.head, text.head)
  if ("refusal" in verdict) return yield* new Refused({ file, sentence: verdict.refusal })
  if (verdict.kind === "zip") return Stream.succeed<Uint8Array>(yield* book(file, field, outcome))
  if (verdict.kind !== "json" && verdict.kind !== "table")
    return yield* new Refused({ file, sentence: "Это почта: нужны JSONL, CSV или XLSX с полем текста." })
  const encode = encoder(text.encoding, () => outcome.lost++)
  const parts = yield* verdict.kind === "json" ? jsonl(text, field, outcome) : csv(text, field, outcome)
  return parts.pipe(
    Stream.mapError(broken(file)),
    Stream.chunks,
    Stream.map((lines) => encode(lines.join("")))
  )
})
