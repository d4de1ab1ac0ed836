import type { Incremental } from "./incremental.ts"

/** One record of a table: its cells, or why the line could not be read; `row` counts records from 1, the header included. */
export interface Row {
  readonly row: number
  readonly cells: ReadonlyArray<string>
  readonly fault?: string
}

export interface Dialect {
  /** one character, or empty for a file of one column */
  readonly delimiter: string
  readonly newline: "\n" | "\r"
}

export const longestRecord = 1_000_000

const quote = 0x22
const feed = 0x0a
const carriage = 0x0d

type Cut = "more" | "unclosed"

/**
 * RFC 4180 records from text as it comes, made for files that people have touched: a quote inside a quoted field is
 * kept, and a quote that never closes costs its own line only, where csv-parse swallows the rest of the file.
 */
export class CsvRows implements Incremental<string, Row> {
  #text = ""
  #at = 0
  #row = 0
  #dropping = false
  #ended = false
  #cells: Array<string> = []
  #next = 0
  readonly #delimiter: number
  readonly #newline: number

  constructor(dialect: Dialect) {
    this.#delimiter = dialect.delimiter === "" ? -1 : dialect.delimiter.charCodeAt(0)
    this.#newline = dialect.newline.charCodeAt(0)
  }

  push(piece: string): ReadonlyArray<Row> {
    this.#text = this.#at < this.#text.length ? this.#text.slice(this.#at) + piece : piece
    this.#at = 0
    return this.#records()
  }

  end(): ReadonlyArray<Row> {
    this.#ended = true
    return this.#records()
  }

  #records(): ReadonlyArray<Row> {
    const rows: Array<Row> = []
    while (this.#at < this.#text.length) {
      if (this.#dropping && !this.#drop()) break
      if (this.#at >= this.#text.length) break
      const cut = this.#record()
      if (cut === "more" && this.#text.length - this.#at <= longestRecord) break
      rows.push(cut === undefined ? this.#whole() : this.#broken(cut))
    }
    return rows
  }

  #whole(): Row {
    this.#at = this.#next
    return { row: ++this.#row, cells: this.#cells }
  }

  #broken(cut: Cut): Row {
    const end = this.#text.indexOf(String.fromCharCode(this.#newline), this.#at)
    const to = end < 0 ? this.#text.length : end
    const row: Row = {
      row: ++this.#row,
      cells: [this.#text.slice(this.#at, Math.min(to, this.#at + 400))],
      fault:
        cut === "unclosed" || this.#text.slice(this.#at, to).includes('"')
          ? "Кавычка открыта и не закрыта"
          : `Строка длиннее ${longestRecord / 1_000_000} млн знаков`
    }
    this.#dropping = end < 0
    this.#at = end < 0 ? to : end + 1
    return row
  }

  #drop(): boolean {
    const end = this.#text.indexOf(String.fromCharCode(this.#newline), this.#at)
    this.#at = end < 0 ? this.#text.length : end + 1
    this.#dropping = end < 0
    return end >= 0
  }

  #record(): Cut | undefined {
    this.#cells = []
    this.#next = this.#at
    for (;;) {
      const stop = this.#text.charCodeAt(this.#next) === quote ? this.#quoted() : this.#plain()
      if (typeof stop === "string") return stop
      if (stop) return undefined
    }
  }

  /** Reads a field that is not quoted; true at the end of the record. */
  #plain(): boolean | Cut {
    const text = this.#text
    const from = this.#next
    let at = from
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === this.#delimiter || code === this.#newline) break
    }
    if (at === text.length && !this.#ended) return "more"
    const last = at === text.length || text.charCodeAt(at) === this.#newline
    const to = last && at > from && text.charCodeAt(at - 1) === carriage ? at - 1 : at
    this.#cells.push(text.slice(from, to))
    this.#next = at + 1
    return last
  }

  /** Reads a quoted field: the quote that closes it stands before a delimiter, a newline or the end. */
  #quoted(): boolean | Cut {
    const text = this.#text
    const from = this.#next + 1
    let doubled = false
    for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
      if (at + 2 >= text.length && !this.#ended) return "more"
      const after = text.charCodeAt(at + 1)
      if (after === quote) {
        doubled = true
        at++
      } else if (this.#closes(at + 1)) return this.#close(from, at, doubled)
      else if (this.#opensAnother(from, at)) return "unclosed"
    }
    return this.#ended ? "unclosed" : "more"
  }

  #closes(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    if (at >= this.#text.length || code === this.#delimiter || code === this.#newline) return true
    return (
      code === carriage && (at + 1 >= this.#text.length || this.#text.charCodeAt(at + 1) === this.#newline)
    )
  }

  /** A quote at the start of a later line's field tells that the field before it was never closed. */
  #opensAnother(from: number, at: number): boolean {
    const before = this.#text.charCodeAt(at - 1)
    if (before !== this.#delimiter && before !== this.#newline) return false
    const line = this.#text.indexOf(String.fromCharCode(this.#newline), from)
    return line >= 0 && line < at
  }

  #close(from: number, at: number, doubled: boolean): boolean {
    const body = this.#text.slice(from, at)
    this.#cells.push(doubled ? body.replaceAll('""', '"') : body)
    let next = at + 1
    if (this.#text.charCodeAt(next) === carriage && this.#delimiter !== carriage && this.#newline === feed)
      next++
    const last = next >= this.#text.length || this.#text.charCodeAt(next) === this.#newline
    this.#next = next + 1
    return last
  }
}

const delimiters = [";", ",", "\t", "|"]

const agreement = (text: string, delimiter: string, newline: Dialect["newline"]): number => {
  const rows = new CsvRows({ delimiter, newline })
    .push(text)
    .filter(({ cells, fault }) => fault === undefined && cells.join("") !== "")
  const widths = new Map<number, number>()
  for (const { cells } of rows.slice(0, 100)) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  const [width, times] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  const headed = rows[0]?.cells.length === width ? 1 : 0.3
  return width < 2 ? 0 : headed * (times / Math.max(1, Math.min(100, rows.length))) * (1 + Math.log(width))
}

/** The delimiter under which most of the first rows have the same number of cells; `sep=;` of Excel is obeyed. */
export const detectDialect = (head: string): Dialect => {
  const newline = head.includes("\n") || !head.includes("\r") ? "\n" : "\r"
  const told = /^sep=(.)\r?\n/i.exec(head)?.[1]
  if (told !== undefined) return { delimiter: told, newline }
  const text = head.endsWith(newline) ? head : `${head}${newline}`
  const ranked = delimiters
    .map((delimiter) => ({ delimiter, score: agreement(text, delimiter, newline) }))
    .sort((a, b) => b.score - a.score)
  return { delimiter: ranked[0]!.score > 0 ? ranked[0]!.delimiter : "", newline }
}
