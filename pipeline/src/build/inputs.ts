import { listValue } from "@duckdb/node-api"
import { DuckDb } from "@otklik/sql/duckdb"
import { modelsHash } from "@otklik/sql/models"
import { currentModel } from "@otklik/sql/score-models"
import { Effect, FileSystem, Path } from "effect"
import { type Inputs, type LandedFile, sha256 } from "../warehouse/manifest.ts"
import { Store } from "../warehouse/store.ts"
import { codeHash, seedsHash } from "./code.ts"

const below = Effect.fn(function* (folder: string, ending: string) {
  const files = yield* FileSystem.FileSystem
  if (!(yield* files.exists(folder))) return []
  const names = yield* files.readDirectory(folder, { recursive: true })
  return names.filter((name) => name.endsWith(ending)).sort()
})

const hashOfFile = Effect.fn(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  return (yield* files.exists(path)) ? sha256(yield* files.readFile(path)) : null
})

/** A landed file is named by the hash of its content and lies in the folders of its source and month. */
const landedFile = (relative: string, rows: number): LandedFile => {
  const [source = "", month = "", name = ""] = relative.split("/")
  return { path: `landed/${relative}`, source, month, rows, hash: name.replace(/\.parquet$/, "") }
}

/** Every landed file with its number of rows, read from the files' own footers. */
export const landedFiles = Effect.gen(function* () {
  const store = yield* Store
  const path = yield* Path.Path
  const db = yield* DuckDb
  const names = yield* below(store.landed, ".parquet")
  if (names.length === 0) return []
  const rows = yield* db.rows(
    "select file_name as file, num_rows::int as rows from parquet_file_metadata($paths)",
    { paths: listValue(names.map((name) => path.join(store.landed, name))) }
  )
  const count = new Map(rows.map((row) => [String(row["file"]), Number(row["rows"])]))
  return names.map((name) => landedFile(name, count.get(path.join(store.landed, name)) ?? 0))
})

const decisions = Effect.gen(function* () {
  const store = yield* Store
  const path = yield* Path.Path
  const names = yield* below(store.decisions, ".ndjson")
  return yield* Effect.forEach(names, (name) =>
    Effect.map(hashOfFile(path.join(store.decisions, name)), (hash) => ({
      path: `decisions/${name}`,
      hash: hash ?? ""
    }))
  )
})

/** Everything that a build reads, by content hash, and the model that it scores by. */
export const inputs = Effect.fn("inputs")(function* (timezone: string) {
  const store = yield* Store
  const { hash, model } = yield* currentModel(store.models)
  const read: Inputs = {
    format: 1,
    code: yield* codeHash,
    models: yield* modelsHash,
    seeds: yield* seedsHash,
    score: { name: model.name, hash },
    timezone,
    directory: yield* hashOfFile(store.directory),
    decisions: yield* decisions,
    landed: yield* landedFiles
  }
  return { read, model }
})
