import type { Published } from "@otklik/contract/published"
import { DateTime, Effect, FileSystem, Option } from "effect"
import { reached, replaceFile } from "./durable.ts"
import { lineOf, named, published } from "./published.ts"
import { Store } from "./store.ts"

/** The id of the snapshot that is served, none in a new store. */
export const current = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const id = yield* named
  return id !== "" && (yield* files.exists(store.snapshot(id))) ? Option.some(id) : Option.none<string>()
})

const writeLog = Effect.fn(function* (lines: ReadonlyArray<Published>) {
  const store = yield* Store
  yield* replaceFile(store.published, lines.map((line) => `${JSON.stringify(line)}\n`).join(""))
})

/** Writes the log of a store that was made before there was one. */
export const rememberPublished = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  if (yield* files.exists(store.published)) return
  const lines = yield* published
  if (lines.length > 0) yield* writeLog(lines)
})

/**
 * Serves a snapshot from now on: readers see the old id or the new one, never anything between. The log tells of it
 * first, so that nothing was ever served that it does not know.
 */
export const publish = Effect.fn("publish")(function* (id: string) {
  const store = yield* Store
  const before = yield* published
  const at = DateTime.formatIso(yield* DateTime.now)
  const again = before.at(-1)?.id === id
  yield* writeLog(again ? before : [...before, yield* lineOf(id, at)])
  yield* reached("before current")
  yield* replaceFile(store.current, `${id}\n`)
})
