import { type Published, publishedIn, servedOf } from "@otklik/contract/published"
import { SnapshotId } from "@otklik/contract/vocabulary"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, FileSystem, Option } from "effect"
import { attachReadOnly } from "./attach.ts"
import { type Manifest, readManifest } from "./manifest.ts"
import { Store } from "./store.ts"

const lookingGlass = Effect.map(Store, ({ temporary }) =>
  DuckDb.layer({ path: ":memory:", threads: 1, memory: "128MiB", temporary: `${temporary}/spill` })
)

/** Newest message of a snapshot, read from its file. */
const asOf = Effect.fn(function* (id: string) {
  const store = yield* Store
  return yield* attachReadOnly(store.snapshot(id), "looked_at").pipe(
    Effect.andThen(DuckDb.use((db) => db.rows("select as_of from looked_at.snapshot"))),
    Effect.map(([row]) => (row?.["as_of"] instanceof Date ? row["as_of"].toISOString() : "")),
    Effect.provide(yield* lookingGlass)
  )
})

/** The line that tells of a snapshot as published at a moment. */
export const lineOf = Effect.fn("lineOf")(function* (id: string, at: string) {
  const { counts, inputs } = yield* readManifest(id)
  return {
    id: SnapshotId.make(id),
    at,
    asOf: yield* asOf(id),
    messages: counts["messages"] ?? 0,
    themes: counts["themes"] ?? 0,
    last: counts["last"] ?? 0,
    model: inputs.score
  } satisfies Published
})

/** What `current` names, whether it is there or not. */
export const named = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  return yield* files.readFileString(store.current).pipe(
    Effect.map((text) => text.trim()),
    Effect.orElseSucceed(() => "")
  )
})

/** When a file was written. */
const written = Effect.fn(function* (path: string) {
  const files = yield* FileSystem.FileSystem
  const { mtime } = yield* files.stat(path)
  return Option.getOrElse(mtime, () => new Date(0)).toISOString()
})

/** For a store that kept no log: the served snapshot and those it goes on from, as far as they are there. */
const fromManifests = Effect.gen(function* () {
  const store = yield* Store
  const lines: Array<Published> = []
  let next = Option.some(yield* named)
  while (Option.isSome(next)) {
    const id: string = next.value
    const line = yield* Effect.option(Effect.flatMap(written(store.snapshot(id)), (at) => lineOf(id, at)))
    lines.unshift(...Option.toArray(line))
    const manifest: Option.Option<Manifest> = yield* Effect.option(readManifest(id))
    next = Option.flatMap(manifest, ({ previous }) => Option.fromNullishOr(previous))
  }
  return lines
})

/** All that was ever served, oldest first; a line that was written and never came to be served is left out. */
export const published = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  if (!(yield* files.exists(store.published))) return yield* fromManifests
  return servedOf(publishedIn(yield* files.readFileString(store.published)), yield* named)
})
