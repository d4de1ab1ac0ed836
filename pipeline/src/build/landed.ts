import { listValue } from "@duckdb/node-api"
import type { ScoreModel } from "@otklik/contract/score-model"
import { standing } from "@otklik/contract/standing"
import { DuckDb } from "@otklik/sql/duckdb"
import { layRaw } from "@otklik/sql/models"
import { layModel } from "@otklik/sql/scores"
import { Effect, FileSystem, Path } from "effect"
import { Settings } from "../settings.ts"
import { seed } from "../text/seed.ts"
import { type Inputs, type LandedFile } from "../warehouse/manifest.ts"
import { Store } from "../warehouse/store.ts"
import { inputs } from "./inputs.ts"
import { addedTo } from "./addition.ts"
import { type Base, base } from "./base.ts"
import { readDecisions } from "./decisions.ts"
import { source } from "./step.ts"

/** Messages lie in `raw.landed` of the workshop in the order of their ids: a message's place is its rowid. */
export interface Landed {
  readonly inputs: Inputs
  readonly messages: number
  readonly files: number
  readonly base: Base
  /** that themes are scored by */
  readonly model: ScoreModel
  /** where only a few messages are new: the files of the others, without their texts; else none */
  readonly known: ReadonlyArray<LandedFile>
}

const columns = `message_id, source, family, created_at, author, school, district, role, service, language`

const words = "subject, text"

const localDay = "timezone($zone, timezone('UTC', created_at))::date as day"

/** Some landed files as rows, with their words or without. */
const rowsOf = (paths: string, said: string) =>
  `select ${columns}, ${said}, priority from read_parquet(${paths}, hive_partitioning = false)`

const pathsOf = Effect.fn(function* (landed: ReadonlyArray<LandedFile>) {
  const store = yield* Store
  const path = yield* Path.Path
  return listValue(landed.map((file) => path.join(store.root, file.path)))
})

/** Texts are left out of the files that were `read` before: a build that adds to those needs none of them. */
const loadMessages = Effect.fn(function* (
  timezone: string,
  landed: ReadonlyArray<LandedFile>,
  read: ReadonlyArray<LandedFile>
) {
  const known = new Set(read.map((file) => file.path))
  const parts = [
    { name: "fresh", said: words, files: landed.filter((file) => !known.has(file.path)) },
    {
      name: "known",
      said: "null::varchar as subject, '' as text",
      files: landed.filter((file) => known.has(file.path))
    }
  ].filter(({ files }) => files.length > 0)
  if (parts.length === 0) return
  const db = yield* DuckDb
  const paths = yield* Effect.forEach(parts, ({ files, name }) =>
    Effect.map(pathsOf(files), (list) => [name, list] as const)
  )
  yield* db.run("set force_compression = 'uncompressed'")
  yield* db.run(
    `insert into raw.landed select *, ${localDay} from (${parts.map(({ name, said }) => rowsOf(`$${name}`, said)).join(" union all ")})
     order by message_id`,
    { ...Object.fromEntries(paths), zone: timezone }
  )
  yield* db.run("set force_compression = 'auto'")
})

/** Subject and text of the messages of some files, and the theme each had before, in the order of message ids. */
export const textsBefore = Effect.fn("textsBefore")(function* (files: ReadonlyArray<LandedFile>) {
  const db = yield* DuckDb
  const paths = yield* pathsOf(files)
  return db.batches(
    `select files.subject, files.text, coalesce(before.theme, -1)
     from (${rowsOf("$paths", words)}) as files
     join raw.landed as landed using (message_id)
     join raw.before as before on before.n = landed.rowid
     order by landed.rowid`,
    { paths }
  )
})

/** Subject and text of some messages of some files, in the order of message ids. */
export const textsNamed = Effect.fn("textsNamed")(function* (
  ids: ReadonlyArray<string>,
  files: ReadonlyArray<LandedFile>
) {
  if (ids.length === 0) return []
  const db = yield* DuckDb
  return yield* db.rows(
    `select files.message_id, landed.rowid::int as place, files.subject, files.text
     from (${rowsOf("$paths", words)}) as files
     join raw.landed as landed using (message_id)
     where files.message_id in (select unnest($ids::varchar[]))
     order by landed.rowid`,
    { paths: yield* pathsOf(files), ids: listValue([...ids]) }
  )
})

/**
 * Subject, text, place, author, school and minute of every message within a fortnight of one that is not in
 * `raw.before`, in the order of message ids; people and schools as numbers, -1 where not known.
 */
export const textsAround = Effect.fn("textsAround")(function* (files: ReadonlyArray<LandedFile>) {
  const db = yield* DuckDb
  const paths = yield* pathsOf(files)
  return db.batches(
    `with fresh as (
       select distinct created_at::date as day from raw.landed where rowid not in (select n from raw.before)
     ),
     days as (select distinct day + back::int as day from fresh cross join range(-15, 16) as backs (back)),
     around as (
       select rowid::int as place, * from raw.landed where created_at::date in (select day from days)
     ),
     files as (
       select message_id, subject, text from (${rowsOf("$paths", words)})
       where created_at >= (select min(day) from days) and created_at < (select max(day) + 1 from days)
     )
     select
       coalesce(files.subject, around.subject), coalesce(files.text, around.text), place,
       if(author is null, -1, dense_rank() over (order by author))::int,
       if(school is null, -1, dense_rank() over (order by school))::int,
       floor(epoch(around.created_at) / 60)::int
     from around
     left join files using (message_id)
     order by place`,
    { paths }
  )
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

/** Lays what planners expect requests to take. */
const layEfforts = Effect.fn(function* (read: Inputs) {
  const db = yield* DuckDb
  const { efforts } = standing(yield* readDecisions(read))
  yield* db.append(
    ["raw", "efforts"],
    [
      Array.from(efforts.keys(), (theme) => Number(theme.slice(1))),
      Array.from(efforts.values(), ({ weeks }) => weeks)
    ]
  )
})

const load = Effect.gen(function* () {
  const { timezone } = yield* Settings
  const { model, read } = yield* inputs(timezone)
  yield* layRaw
  const messages = read.landed.reduce((sum, { rows }) => sum + rows, 0)
  const from = yield* base(read)
  const known = yield* addedTo(read, from, messages)
  yield* loadMessages(timezone, read.landed, known)
  yield* loadFiles(read.landed)
  yield* loadDirectory
  yield* loadCalendar
  yield* layModel(model)
  yield* layEfforts(read)
  return { inputs: read, messages, files: read.landed.length, base: from, known, model }
})

/** Reads every landed file into the workshop, ordered by message id, and names every input by its hash. */
export const landed = source("landed", load, ({ messages, files }): Record<string, number> => ({
  messages,
  files
}))
