import type { Message } from "../message.ts"

type Value = string | number | null

const instant = (date: Date): string => date.toISOString().slice(0, -1).replace("T", " ")

const total = (masked: Message["masked"]): number => {
  let sum = 0
  for (const type in masked) sum += masked[type]!
  return sum
}

/** The columns of landed Parquet, in their order, and how each is taken from a message. The id is first: lines sort by it. */
const columns: ReadonlyArray<readonly [name: string, type: string, of: (message: Message) => Value]> = [
  ["message_id", "varchar", (it) => it.messageId],
  ["external_id", "varchar", (it) => it.externalId],
  ["source", "varchar", (it) => it.source],
  ["family", "varchar", (it) => it.family],
  ["created_at", "timestamp", (it) => instant(it.createdAt)],
  ["author", "varchar", (it) => it.author],
  ["school", "varchar", (it) => it.school],
  ["district", "varchar", (it) => it.district],
  ["role", "varchar", (it) => it.role],
  ["service", "varchar", (it) => it.service],
  ["language", "varchar", (it) => it.language],
  ["subject", "varchar", (it) => it.subject],
  ["text", "varchar", (it) => it.text],
  ["priority", "varchar", (it) => it.priority],
  ["status", "varchar", (it) => it.status],
  ["masked", "integer", (it) => total(it.masked)]
]

/** Where the message id begins in a line. */
export const idAt = '{"message_id":"'.length

/** A message as one line of JSON that begins with its id. */
export const arrivalLine = (message: Message): string => {
  const row: Record<string, Value> = {}
  for (const [name, , of] of columns) row[name] = of(message)
  return `${JSON.stringify(row)}\n`
}

const longestLine = 1 << 20

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

const types = columns.map(([name, type]) => `${name}: ${literal(type)}`).join(", ")

/**
 * Turns sorted lines into zstd Parquet in their order: nothing is sorted in DuckDB, so 256 MiB are enough for any
 * month, even one of 100 kB messages. Small row groups, so that a text is found by its id without reading all.
 */
export const copyLines = (lines: string, parquet: string) => `
copy (
    from read_json(${literal(lines)}, format = 'newline_delimited', auto_detect = false,
        maximum_object_size = ${longestLine}, columns = {${types}})
) to ${literal(parquet)} (format parquet, compression zstd, row_group_size 2048, row_group_size_bytes '32MB')`
