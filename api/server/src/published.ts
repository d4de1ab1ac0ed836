import { type Published, publishedIn, servedOf } from "@otklik/contract/published"
import { Effect, FileSystem } from "effect"

const textOf = (path: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(path)).pipe(
    Effect.orElseSucceed(() => "")
  )

/** All that was ever served, oldest first; empty in a store whose log is not written yet. */
export const readPublished = Effect.fn("readPublished")(function* (store: string) {
  const log = yield* textOf(`${store}/snapshots/published.ndjson`)
  const current = yield* textOf(`${store}/current`)
  return servedOf(publishedIn(log), current.trim())
})

/** Whether the file of a snapshot is still there. */
export const isKept = (store: string, id: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.exists(`${store}/snapshots/${id}.duckdb`)).pipe(
    Effect.orElseSucceed(() => false)
  )

/** Those of some snapshots whose files are still there. */
export const keptOf = (store: string, published: ReadonlyArray<Published>) =>
  Effect.filter(published, ({ id }) => isKept(store, id), { concurrency: 8 })

/** What was served more than once is listed where it was served last, the newest first. */
export const lastOfEach = (log: ReadonlyArray<Published>): ReadonlyArray<Published> => {
  const seen = new Set<string>()
  return log.toReversed().filter(({ id }) => !seen.has(id) && seen.add(id))
}
