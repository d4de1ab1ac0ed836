import type { Column } from "@otklik/sql/duckdb"
import type { Message } from "../message.ts"

/** The columns of landed Parquet, in their order, and how each is taken from a message. */
const columns: ReadonlyArray<
  readonly [definition: string, of: (message: Message) => string | number | Date | null]
> = [
  ["message_id varchar", (it) => it.messageId],
  ["external_id varchar", (it) => it.externalId],
  ["source varchar", (it) => it.source],
  ["family varchar", (it) => it.family],
  ["created_at timestamp", (it) => it.createdAt],
  ["author varchar", (it) => it.author],
  ["school varchar", (it) => it.school],
  ["district varchar", (it) => it.district],
  ["role varchar", (it) => it.role],
  ["service varchar", (it) => it.service],
  ["language varchar", (it) => it.language],
  ["subject varchar", (it) => it.subject],
  ["text varchar", (it) => it.text],
  ["priority varchar", (it) => it.priority],
  ["status varchar", (it) => it.status],
  ["masked integer", (it) => Object.values(it.masked).reduce((sum, n) => sum + n, 0)]
]

export const createArrival = `create table arrival (${columns.map(([definition]) => definition).join(", ")})`

/** Messages turned to the columns of `arrival`. */
export const arrivalColumns = (messages: ReadonlyArray<Message>): ReadonlyArray<Column> =>
  columns.map(([, of]) => messages.map(of))

export const arrivalMonths = `
select strftime(created_at, '%Y-%m') as month, count(*)::int as messages
from arrival group by month order by month`

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Writes one month as zstd Parquet sorted by message id; small row groups, so that a text is found without reading all. */
export const copyMonth = (month: string, file: string) => `
copy (
    select * from arrival
    where created_at >= timestamp '${month}-01' and created_at < timestamp '${month}-01' + interval 1 month
    order by message_id
) to ${literal(file)} (format parquet, compression zstd, row_group_size 20480)`
