import type { Cell, ExportColumn, ExportRow } from "./cell.ts"

const value = (cell: Cell): unknown =>
  cell instanceof Date ? cell.toISOString() : typeof cell === "bigint" ? Number(cell) : cell

/** One JSON object a line under the columns' machine names; times in ISO 8601. */
export const jsonl =
  (columns: ReadonlyArray<ExportColumn>) =>
  (row: ExportRow): string =>
    `${JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, value(row[i] ?? null)])))}\n`
