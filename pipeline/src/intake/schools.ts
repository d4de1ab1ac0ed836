import { District } from "@otklik/contract/vocabulary"
import { parse } from "csv-parse/sync"
import { Effect, FileSystem, Layer, Schema } from "effect"
import { Store } from "../warehouse/store.ts"
import { Resolver, resolver } from "./resolve.ts"
import type { SchoolRow } from "./resolve/school.ts"

const isDistrict = Schema.is(District)

const rowOf = (row: Readonly<Record<string, string>>): SchoolRow => ({
  school: row["school"],
  number: row["number"] ?? "",
  name: row["name"] ?? "",
  district: isDistrict(row["district"]) ? row["district"] : null,
  aliases: (row["aliases"] ?? "").split("|").filter((alias) => alias !== "")
})

const rows = (text: string): ReadonlyArray<SchoolRow> =>
  parse<Record<string, string>>(text, {
    delimiter: ";",
    columns: true,
    bom: true,
    relax_column_count: true
  }).map(rowOf)

/** Resolves by the directory of schools that the store keeps; by numbers alone where there is none. */
export const resolverOfStore = Layer.effect(
  Resolver,
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const { directory } = yield* Store
    return resolver((yield* files.exists(directory)) ? rows(yield* files.readFileString(directory)) : [])
  })
)
