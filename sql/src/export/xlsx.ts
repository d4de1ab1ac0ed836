import { Effect, Schema } from "effect"
import writeXlsxFile, { type Cell as SheetCell } from "write-excel-file/node"
import { type Cell, type ExportColumn, type ExportRow, heading } from "./cell.ts"
import { undated } from "./undated.ts"

/** Rows of an Excel sheet, the heading among them. */
export const XLSX_ROWS = 1_048_576
/** Cells that we are ready to hold in memory at once: the format is written as a whole. */
export const XLSX_CELLS = 1_000_000
/** Characters of an Excel cell. */
const CELL_TEXT = 32_767

export class TooLargeForXlsx extends Schema.TaggedError<TooLargeForXlsx>()("TooLargeForXlsx", {
  rows: Schema.Int,
  most: Schema.Int
}) {
  override get message() {
    return `${this.rows} rows do not fit into an XLSX file (at most ${this.most} here). Narrow the filter, or take csv, jsonl or parquet.`
  }
}

export class XlsxFailed extends Schema.TaggedError<XlsxFailed>()("XlsxFailed", { cause: Schema.Defect() }) {
  override get message() {
    return "The XLSX file could not be written."
  }
}

const shorten = (text: string) => (text.length > CELL_TEXT ? `${text.slice(0, CELL_TEXT - 1)}…` : text)

// eslint-disable-next-line no-control-regex
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

const string = (text: string): SheetCell => ({ value: shorten(text.replace(illegal, "")), type: String })

/** Every cell has its type, so text that looks like a formula stays text. */
const sheetCell = (cell: Cell): SheetCell => {
  if (cell === null || cell === "") return null
  if (typeof cell === "number") return Number.isFinite(cell) ? { value: cell, type: Number } : null
  if (typeof cell === "bigint") return { value: Number(cell), type: Number }
  if (typeof cell === "boolean") return { value: cell, type: Boolean }
  if (cell instanceof Date) return { value: cell, type: Date, format: "dd.mm.yyyy hh:mm" }
  return string(typeof cell === "string" ? cell : cell.join(" | "))
}

/** Rows that fit into one sheet of so many columns. */
export const mostRows = (columns: number): number =>
  Math.min(XLSX_ROWS - 1, Math.floor(XLSX_CELLS / Math.max(1, columns)))

/** One sheet with a heading that stays in sight, the same bytes for the same rows; fails with a sentence where the rows are too many. */
export const xlsx = Effect.fn("xlsx")(function* (
  sheet: string,
  columns: ReadonlyArray<ExportColumn>,
  rows: ReadonlyArray<ExportRow>
) {
  const most = mostRows(columns.length)
  if (rows.length > most) return yield* new TooLargeForXlsx({ rows: rows.length, most })
  const head = columns.map((column): SheetCell => ({
    value: heading(column),
    type: String,
    fontWeight: "bold"
  }))
  return yield* Effect.tryPromise({
    try: async () =>
      undated(
        await writeXlsxFile([head, ...rows.map((row) => row.map(sheetCell))], {
          sheet,
          stickyRowsCount: 1
        }).toBuffer()
      ),
    catch: (cause) => new XlsxFailed({ cause })
  })
})
