import { DuckDb } from "@otklik/sql/duckdb"
import { check, make } from "@otklik/sql/models"
import { Effect, FileSystem, Option } from "effect"
import { afterRanking } from "../build/gather.ts"
import type { Remembered } from "../history/remember.ts"
import { step, type Travelled } from "../build/step.ts"
import { attachReadOnly } from "./attach.ts"
import { digests } from "./digest.ts"
import { putInPlace, reached } from "./durable.ts"
import { canonical, type Hashed, idOf, type Manifest, writeManifest } from "./manifest.ts"
import { Store } from "./store.ts"
import { writeTally } from "./tally-files.ts"
import { Workshop } from "./workshop.ts"

export interface Snapshot {
  readonly id: string
  readonly manifest: Manifest
  readonly tables: number
}

const identify = Effect.fn(function* ({
  base,
  counts,
  inputs,
  known,
  messages,
  seconds
}: Remembered & Travelled) {
  const hashed: Hashed = {
    inputs,
    previous: Option.getOrNull(base.previous),
    cold: base.cold,
    coldMessages: base.cold ? messages : base.coldMessages || messages,
    fitted: known.length > 0 ? base.fitted : messages,
    lastTheme: base.lastTheme,
    counts,
    tables: yield* digests("snapshot")
  }
  return { id: idOf(hashed), ...hashed, seconds } satisfies Manifest
})

/** The snapshot of this id is there already and holds what it should. */
const isThere = Effect.fn(function* ({ id, tables }: Manifest) {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const db = yield* DuckDb
  if (!(yield* files.exists(store.snapshot(id))) || !(yield* files.exists(store.manifest(id)))) return false
  return yield* attachReadOnly(store.snapshot(id), "made_before").pipe(
    Effect.andThen(digests("made_before")),
    Effect.map((found) => canonical(found) === canonical(tables)),
    Effect.orElseSucceed(() => false),
    Effect.ensuring(db.run("detach database if exists made_before").pipe(Effect.ignore))
  )
})

/** A snapshot made before from the same inputs is the same: it keeps its file, which readers may hold open. */
const settleFile = Effect.fn(function* (manifest: Manifest) {
  const store = yield* Store
  const { draft } = yield* Workshop
  if (yield* isThere(manifest)) return
  yield* writeManifest(manifest)
  yield* reached("manifest written")
  yield* putInPlace(draft, store.snapshot(manifest.id))
})

/** Makes the remaining models, checks every promise, closes the file and gives it its name. */
export const snapshot = step(
  "snapshot",
  Effect.fn(function* (before: Remembered & Travelled) {
    const db = yield* DuckDb
    yield* make(afterRanking)
    yield* check
    yield* reached("checked")
    const manifest = yield* identify(before)
    yield* db.run("set search_path = 'workshop.main'")
    yield* db.run("checkpoint snapshot")
    yield* db.run("detach snapshot")
    yield* reached("detached")
    yield* settleFile(manifest)
    if (before.tally !== null) yield* writeTally(manifest.id, before.tally)
    return { id: manifest.id, manifest, tables: Object.keys(manifest.tables).length }
  }),
  ({ tables }): Record<string, number> => ({ tables })
)
