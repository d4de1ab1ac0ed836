import { Effect, Stream } from "effect"
import { headOf, measure } from "./bytes.ts"
import { kindOf } from "./kind.ts"
import { readJson } from "./read-json.ts"
import { readBook, readCsv } from "./read-table.ts"
import { isRaw, Refused } from "./source.ts"
import { textFile } from "./text-file.ts"

/** A file of records for an analyst: JSONL, JSON, CSV or XLSX, fields as they are named in it, no profile and no store. */
export const openRecords = Effect.fn("openRecords")(function* (file: string) {
  const progress = { bytes: 0, rescued: 0, skipped: 0 }
  const bytes = yield* measure(file)
  if (bytes === "folder") return yield* new Refused({ file, sentence: "Это папка: назовите файл в ней." })
  const found = yield* headOf(file)
  const text = yield* textFile(file, { ...found, bytes }, undefined, progress)
  const verdict = kindOf(found.head, text.head)
  if ("refusal" in verdict) return yield* new Refused({ file, sentence: verdict.refusal })
  if (verdict.kind === "zip") return yield* readBook(file, bytes, [], progress)
  if (verdict.kind === "json") return yield* readJson(text, progress)
  if (verdict.kind === "table") return yield* readCsv(text, [])
  return yield* new Refused({ file, sentence: "Это почта: нужны JSONL, JSON, CSV или XLSX с полем текста." })
})

/** Every record that could be read, in the order of the file; refused where a field asked for is in no record. */
export const records = Effect.fn("records")(function* (file: string, fields: ReadonlyArray<string>) {
  const { reading, records } = yield* openRecords(file)
  const absent = fields.find((field) => !reading.header.includes(field))
  if (absent !== undefined) {
    const there = reading.header.slice(0, 40).map((name) => `«${name.slice(0, 40)}»`)
    return yield* new Refused({ file, sentence: `Поля «${absent}» нет. Есть: ${there.join(", ")}.` })
  }
  const all = yield* records.pipe(Stream.runCollect)
  return all.filter(isRaw)
})
