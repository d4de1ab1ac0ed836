import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, FileSystem, Path, Stream } from "effect"
import { IdSet } from "./id-set.ts"
import { Store } from "./store.ts"

/** Parquet files of one source, sorted; the folder may not exist yet. */
const landedFiles = Effect.fnUntraced(function* (source: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const { landed } = yield* Store
  const folder = path.join(landed, source)
  if (!(yield* files.exists(folder))) return []
  const names = yield* files.readDirectory(folder, { recursive: true })
  return names
    .filter((name) => name.endsWith(".parquet"))
    .sort()
    .map((name) => path.join(folder, name))
})

const halves = `
select ('0x' || substr(message_id, 1, 8))::uinteger as high, ('0x' || substr(message_id, 9, 8))::uinteger as low
from read_parquet($files)`

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Ids of all messages that a source has landed before; reads one column of its files. */
export const landedIds = Effect.fn("landedIds")(function* (source: string) {
  const files = yield* landedFiles(source)
  const ids = new IdSet()
  if (files.length === 0) return ids
  const db = yield* DuckDb
  const list = `[${files.map(literal).join(", ")}]`
  yield* db.batches(halves.replace("$files", list)).pipe(
    Stream.runForEach(([high, low]) =>
      Effect.sync(() => {
        for (let row = 0; row < high!.length; row++) ids.add(Number(high![row]), Number(low![row]))
      })
    )
  )
  return ids
})
