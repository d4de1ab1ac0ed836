import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Layer } from "effect"

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

const lock = (folders: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const db = yield* DuckDb
    yield* db.run(`set allowed_directories = [${folders.map((folder) => quoted(`${folder}/`)).join(", ")}]`)
    yield* db.run("set enable_external_access = false")
    yield* db.run("set lock_configuration = true")
  })

export interface LockedOptions {
  readonly store: string
  readonly threads: number
  readonly memory: string
}

/** An in-memory DuckDB that can open files of the store's landed messages and snapshots and nothing else, for good. */
export const lockedDuckDb = ({ memory, store, threads }: LockedOptions) =>
  Layer.effectDiscard(lock([`${store}/landed`, `${store}/snapshots`])).pipe(
    Layer.provideMerge(DuckDb.layer({ path: ":memory:", threads, memory, temporary: `${store}/tmp` }))
  )
