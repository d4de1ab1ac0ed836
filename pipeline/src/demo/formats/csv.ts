const quoted = (cell: string, delimiter: string): string =>
  cell.includes('"') || cell.includes("\n") || cell.includes(delimiter) || cell.includes("\r")
    ? `"${cell.replaceAll('"', '""')}"`
    : cell

/** One row of CSV, line end included. */
export const csvRow = (cells: ReadonlyArray<string>, delimiter: string, end = "\r\n"): string =>
  cells.map((cell) => quoted(cell, delimiter)).join(delimiter) + end
