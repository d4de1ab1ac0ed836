import { parse } from "csv-parse/sync"
import { readFileSync } from "node:fs"

const folder = new URL("../../../sql/seeds/", import.meta.url)

/** Rows of one seed table by column name: `;` between columns, the first line is the header, `#` opens a comment. */
export const seed = (name: string): ReadonlyArray<Readonly<Record<string, string>>> =>
  parse(readFileSync(new URL(`${name}.csv`, folder), "utf8"), {
    delimiter: ";",
    columns: true,
    comment: "#",
    comment_no_infix: true,
    trim: true,
    skip_empty_lines: true,
    bom: true
  })
