import { Effect, FileSystem, Option } from "effect"
import { reached, replaceFile } from "./durable.ts"
import { Store } from "./store.ts"

/** The id of the snapshot that is served, none in a new store. */
export const current = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  if (!(yield* files.exists(store.current))) return Option.none<string>()
  const id = (yield* files.readFileString(store.current)).trim()
  return (yield* files.exists(store.snapshot(id))) ? Option.some(id) : Option.none<string>()
})

/** Serves a snapshot from now on: readers see the old id or the new one, never anything between. */
export const publish = Effect.fn("publish")(function* (id: string) {
  const store = yield* Store
  yield* reached("before current")
  yield* replaceFile(store.current, `${id}\n`)
})
