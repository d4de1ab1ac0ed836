import { Effect, Stream } from "effect"
import { BrokeOff } from "./bytes.ts"
import { CsvRows, detectDialect, type Row } from "./csv.ts"
import { through } from "./incremental.ts"
import type { Profile } from "./profile.ts"
import { type Found, isRaw, type Progress, type Readable, Refused } from "./source.ts"
import { findHeader, type Header, TableRecords } from "./table.ts"
import { type TextFile, untilBroken } from "./text-file.ts"
import { sheetRows } from "./xlsx.ts"

const sampled = 200
const startLength = 1 << 18

const noTable = "В файле нет таблицы: нужна строка заголовков и строки под ней."

const samplesOf = (file: string, rows: ReadonlyArray<Row>, header: Header, padded: boolean) => {
  const records = new TableRecords(file, header, padded)
  const found: Array<Found> = []
  for (const row of rows) {
    if (found.length >= sampled) break
    found.push(...records.push(row))
  }
  return found.filter(isRaw)
}

/** A delimited text: dialect and header by its start. */
export const readCsv = Effect.fnUntraced(function* (text: TextFile, profiles: ReadonlyArray<Profile>) {
  const { file } = text
  const start = text.head.slice(0, startLength)
  const dialect = detectDialect(start)
  const head = new CsvRows(dialect)
  const rows = [...head.push(start), ...(text.whole && start.length === text.head.length ? head.end() : [])]
  const told = /^sep=/i.test(rows[0]?.cells.join("") ?? "") ? 1 : 0
  const header = findHeader(rows.slice(told), profiles)
  if (header === undefined) return yield* new Refused({ file, sentence: noTable })
  const records = text.text.pipe(
    through(() => new CsvRows(dialect)),
    through(() => new TableRecords(file, header, false)),
    untilBroken(file)
  )
  const reading = {
    kind: "CSV",
    encoding: text.encoding.name,
    delimiter: dialect.delimiter,
    header: header.names,
    headerRow: header.row,
    bytes: text.bytes
  } as const
  return {
    format: "table",
    reading,
    samples: samplesOf(file, rows, header, false),
    records
  } satisfies Readable
})

const bookHead = (file: string) =>
  sheetRows(file).pipe(
    Stream.take(sampled + 20),
    Stream.runCollect,
    Effect.mapError((cause) => new Refused({ file, sentence: cause.sentence }))
  )

const broke = (cause: { readonly sentence: string }) => new BrokeOff({ sentence: cause.sentence })

/** The first sheet of an XLSX file: header by its first rows. */
export const readBook = Effect.fnUntraced(function* (
  file: string,
  bytes: number,
  profiles: ReadonlyArray<Profile>,
  progress: Progress
) {
  const rows = yield* bookHead(file)
  const header = findHeader(rows, profiles)
  if (header === undefined) return yield* new Refused({ file, sentence: noTable })
  const records = sheetRows(file).pipe(
    Stream.mapError(broke),
    through(() => new TableRecords(file, header, true)),
    untilBroken(file),
    Stream.onStart(Effect.sync(() => void (progress.bytes = bytes)))
  )
  const reading = {
    kind: "XLSX",
    encoding: null,
    delimiter: null,
    header: header.names,
    headerRow: header.row,
    bytes
  } as const
  return {
    format: "table",
    reading,
    samples: samplesOf(file, rows, header, true),
    records
  } satisfies Readable
})
