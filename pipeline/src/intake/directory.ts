import { District } from "@otklik/contract/vocabulary"
import { Effect, FileSystem, Path, Schema, Stream } from "effect"
import { columnKey } from "../sources/profile.ts"
import { isBroken, Refused, type Source } from "../sources/source.ts"
import { replaceFile } from "../warehouse/durable.ts"
import { Store } from "../warehouse/store.ts"
import { cleanLine } from "./clean.ts"
import { resolver } from "./resolve.ts"

const columns = ["school", "number", "name", "district", "pupils", "teachers", "aliases"] as const

/** Is this a directory of schools (`school;number;name;district;…`) rather than messages. */
export const isDirectory = (header: ReadonlyArray<string>): boolean => {
  const keys = new Set(header.map(columnKey))
  return columns.slice(0, 4).every((column) => keys.has(column))
}

const quoted = (value: string): string => (/[;"\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

const resolve = resolver([])

const isDistrict = Schema.is(District)

/** A district by its id or by any of its names. */
const districtOf = (value: string): string =>
  isDistrict(value)
    ? value
    : (resolve({ school: null, district: value, role: null, service: null }, "").district ?? "")

const known = (column: (typeof columns)[number], value: string): string =>
  column === "district" ? districtOf(value) : value

const line = (values: ReadonlyArray<string>): string => `${values.map(quoted).join(";")}\n`

/** Keeps the directory in the store as UTF-8 CSV, the whole file at once; gives the number of schools. */
export const keepDirectory = Effect.fn("keepDirectory")(function* (source: Source["Service"]) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const names = new Map(source.reading.header.map((name) => [columnKey(name), name]))
  const rows: Array<string> = []
  yield* source.pull.pipe(
    Stream.runForEach((found) => {
      if (isBroken(found)) {
        const sentence = `Справочник школ: строка ${found.place.row}: ${found.fault}. Исправьте её и повторите: прежний справочник цел.`
        return Effect.fail(new Refused({ file: source.file, sentence }))
      }
      rows.push(
        line(columns.map((column) => known(column, cleanLine(found.fields[names.get(column) ?? ""] ?? ""))))
      )
      return Effect.void
    })
  )
  yield* files.makeDirectory(path.dirname(store.directory), { recursive: true })
  yield* replaceFile(store.directory, line(columns) + rows.join(""))
  return rows.length
})
