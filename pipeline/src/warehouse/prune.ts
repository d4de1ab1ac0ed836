import { pinsIn } from "@otklik/contract/published"
import { DateTime, Effect, FileSystem, Option } from "effect"
import { Settings } from "../settings.ts"
import { readManifest } from "./manifest.ts"
import { proposal } from "./proposal.ts"
import { named, published } from "./published.ts"
import { retained } from "./retention.ts"
import { Store } from "./store.ts"

/** Snapshots that a stand-up was held on; the server writes them down. */
export const pins = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  return yield* files.readFileString(store.pins).pipe(
    Effect.map(pinsIn),
    Effect.orElseSucceed(() => pinsIn(""))
  )
})

/** A snapshot and the one it was made from: building again needs both. */
const withGround = Effect.fn(function* (id: string) {
  const manifest = yield* Effect.option(readManifest(id))
  const ground = Option.flatMap(manifest, ({ previous }) => Option.fromNullishOr(previous))
  return [id, ...Option.toArray(ground)]
})

/** What is at work whatever its age: the served snapshot, the proposal, and what they were made from. */
const atWork = Effect.gen(function* () {
  const proposed = Option.map(yield* proposal, ({ snapshot }) => snapshot)
  const roots = [yield* named, ...Option.toArray(proposed)]
  return new Set((yield* Effect.forEach(roots, withGround)).flat())
})

/** Ids of the snapshots whose files are there. */
export const onDisk = Effect.gen(function* () {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const names = yield* files.readDirectory(store.snapshots)
  return names.filter((name) => name.endsWith(".duckdb")).map((name) => name.slice(0, -".duckdb".length))
})

/** One that this version cannot read may be a newer one's: it is left alone. */
const isOurs = (id: string) => Effect.isSuccess(readManifest(id))

/** Snapshots that the policy keeps no longer; those that were never served go at once. */
export const prunable = Effect.gen(function* () {
  const { timezone } = yield* Settings
  const now = DateTime.formatIso(yield* DateTime.now)
  const log = yield* published
  const kept = retained({ published: log, pins: new Set((yield* pins).keys()), now, zone: timezone })
  const busy = yield* atWork
  const old = (yield* onDisk).filter((id) => !kept.has(id) && !busy.has(id)).sort()
  return yield* Effect.filter(old, isOurs)
})

const remove = Effect.fn(function* (id: string) {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  if ((yield* pins).has(id)) return
  yield* files.remove(store.snapshot(id), { force: true })
  yield* files.remove(store.fit(id), { recursive: true, force: true })
  yield* files.remove(store.manifest(id), { force: true })
})

/** Removes what the policy keeps no longer; whoever has a file open goes on reading it. Needs the build lock. */
export const prune = Effect.gen(function* () {
  const ids = yield* prunable
  yield* Effect.forEach(ids, remove)
  return ids
}).pipe(Effect.withSpan("prune"))
