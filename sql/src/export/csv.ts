import { type Cell, type ExportColumn, type ExportRow, formulaSafe, heading, instant } from "./cell.ts"

const quoted = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const decimal = (value: number): string => (Number.isFinite(value) ? String(value).replace(".", ",") : "")

const text = (cell: Cell): string => {
  if (cell === null) return ""
  if (typeof cell === "number") return decimal(cell)
  if (typeof cell === "bigint") return String(cell)
  if (typeof cell === "boolean") return cell ? "1" : "0"
  if (cell instanceof Date) return instant(cell)
  return quoted(formulaSafe(typeof cell === "string" ? cell : cell.join(" | ")))
}

/**
 * CSV as Excel of a Russian Windows opens it by a double click: UTF-8 with BOM, semicolons, CRLF, decimal commas,
 * times in UTC, no cell that runs as a formula.
 */
export const csv = {
  head: (columns: ReadonlyArray<ExportColumn>): string =>
    `\uFEFF${columns.map((column) => text(heading(column))).join(";")}\r\n`,
  row: (row: ExportRow): string => `${row.map(text).join(";")}\r\n`
}
