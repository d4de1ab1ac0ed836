import { listValue } from "@duckdb/node-api"
import { DuckDb } from "@otklik/sql/duckdb"
import { layRaw } from "@otklik/sql/models"
import { Effect, FileSystem, Path } from "effect"
import { Settings } from "../settings.ts"
import { seed } from "../text/seed.ts"
import { type Inputs, type LandedFile } from "../warehouse/manifest.ts"
import { Store } from "../warehouse/store.ts"
import { inputs } from "./inputs.ts"
import { isAddition } from "./addition.ts"
import { type Base, base } from "./base.ts"
import { source } from "./step.ts"

/** Messages lie in `raw.landed` of the workshop in the order of their ids: a message's place is its rowid. */
export interface Landed {
  readonly inputs: Inputs
  readonly messages: number
  readonly files: number
  readonly base: Base
  /** only a few messages are new to what the base holds */
  readonly addition: boolean
}

const columns = `message_id, source, family, created_at, author, school, district, role, service, language, subject,
  text, priority`

const loadMessages = Effect.fn(function* (landed: ReadonlyArray<LandedFile>) {
  if (landed.length === 0) return
  const store = yield* Store
  const path = yield* Path.Path
  const db = yield* DuckDb
  const paths = listValue(landed.map((file) => path.join(store.root, file.path)))
  yield* db.run("set force_compression = 'uncompressed'")
  yield* db.run(
    `insert into raw.landed select ${columns} from read_parquet($paths, hive_partitioning = false)
     order by message_id`,
    { paths }
  )
  yield* db.run("set force_compression = 'auto'")
})

const loadFiles = Effect.fn(function* (landed: ReadonlyArray<LandedFile>) {
  const db = yield* DuckDb
  const column = <K extends keyof LandedFile>(key: K) => landed.map((file) => file[key])
  yield* db.append(
    ["raw", "files"],
    [column("path"), column("source"), column("month"), column("rows"), column("hash")]
  )
})

const loadDirectory = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const db = yield* DuckDb
  if (!(yield* files.exists(store.directory))) return
  yield* db.run(
    `insert into raw.directory by name
     select columns(c -> c in ('school', 'number', 'name', 'district', 'pupils', 'teachers'))
     from read_csv($path, delim = ';', header = true, all_varchar = true, strict_mode = false)`,
    { path: store.directory }
  )
})

const loadCalendar = Effect.gen(function* () {
  const db = yield* DuckDb
  const rows = seed("calendar")
  yield* db.append(
    ["raw", "calendar"],
    [rows.map(({ first }) => first), rows.map(({ last }) => last), rows.map(({ weight }) => Number(weight))]
  )
})

const load = Effect.gen(function* () {
  const { timezone } = yield* Settings
  const read = yield* inputs(timezone)
  yield* layRaw
  yield* loadMessages(read.landed)
  yield* loadFiles(read.landed)
  yield* loadDirectory
  yield* loadCalendar
  const messages = read.landed.reduce((sum, { rows }) => sum + rows, 0)
  const from = yield* base(read)
  const addition = yield* isAddition(read, from, messages)
  return { inputs: read, messages, files: read.landed.length, base: from, addition }
})

/** Reads every landed file into the workshop, ordered by message id, and names every input by its hash. */
export const landed = source("landed", load, ({ messages, files }): Record<string, number> => ({
  messages,
  files
}))
