/** One value of an exported table. */
export type Cell = string | number | bigint | boolean | Date | null | ReadonlyArray<string | number>

/** A column by its name in machine formats; `title` heads it where a person reads. */
export interface ExportColumn {
  readonly name: string
  readonly title?: string
}

export type ExportRow = ReadonlyArray<Cell>

export const heading = ({ name, title }: ExportColumn): string => title ?? name

const pad = (value: number) => String(value).padStart(2, "0")

/** `2025-11-08 07:02:01` in UTC; a day without a time stays a day. */
export const instant = (date: Date): string => {
  const day = `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
  const midnight = date.getTime() % 86_400_000 === 0
  return midnight
    ? day
    : `${day} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`
}

const dangerous = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/

/**
 * Text that no spreadsheet takes for a formula: an apostrophe goes before a cell that begins with `=`, `+`, `-`, `@`,
 * their full-width forms, tab or line break, spaces and apostrophes before them or not (OWASP, CSV injection).
 */
export const formulaSafe = (text: string): string => (dangerous.test(text) ? `'${text}` : text)

/** The text that `formulaSafe` was given. */
export const withoutApostrophe = (text: string): string =>
  text.startsWith("'") && dangerous.test(text.slice(1)) ? text.slice(1) : text
