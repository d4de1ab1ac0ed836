import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, FileSystem, Option, Path } from "effect"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { Settings } from "../settings.ts"
import { attachReadOnly } from "../warehouse/attach.ts"
import { digests } from "../warehouse/digest.ts"
import { canonical, idOf, type Manifest, readManifest } from "../warehouse/manifest.ts"
import { waiting } from "../warehouse/proposal.ts"
import { current } from "../warehouse/publish.ts"
import { Store } from "../warehouse/store.ts"
import { broken, type Finding, orBroken, warning, well } from "./finding.ts"

const rebuild = "Run «otklik build --force»: the messages are safe in the landed files."

const ownDigests = Effect.fn(function* (id: string) {
  const store = yield* Store
  const { memory, threads } = yield* Settings
  return yield* attachReadOnly(store.snapshot(id), "snapshot").pipe(
    Effect.andThen(digests("snapshot")),
    Effect.provide(DuckDb.layer({ path: ":memory:", threads, memory, temporary: `${store.temporary}/spill` }))
  )
})

const compare = (manifest: Manifest, tables: Readonly<Record<string, string>>): Finding => {
  const { id, seconds: _, ...hashed } = manifest
  if (idOf(hashed) !== id) return broken("Snapshot", `${id}: its manifest was changed`, rebuild)
  if (canonical(tables) !== canonical(manifest.tables)) {
    return broken("Snapshot", `${id}: its tables are not those of its manifest`, rebuild)
  }
  const { messages = 0, themes = 0 } = manifest.counts
  return well("Snapshot", `${id}: ${messages} messages, ${themes} themes, every table as it was made`)
}

/** The served snapshot holds, row by row, what its manifest says. */
export const snapshot = Effect.gen(function* () {
  const id = yield* current
  if (Option.isNone(id)) {
    return warning("Snapshot", "none is served", "Land messages with «otklik import» and run «otklik build».")
  }
  const manifest = yield* readManifest(id.value)
  return compare(manifest, yield* ownDigests(id.value))
}).pipe(orBroken("Snapshot", rebuild))

/** Themes that were found anew and wait for a person. */
export const refit = Effect.gen(function* () {
  const found = yield* waiting
  if (Option.isNone(found)) return well("Themes", "no proposal waits")
  const { messages, snapshot } = found.value
  return warning(
    "Themes",
    `proposal ${snapshot} waits: themes found anew in ${messages} messages`,
    "Read «otklik differences», then «otklik differences accept» or «reject»."
  )
}).pipe(orBroken("Themes", "Check the rights on proposal.json in the store."))

const hashOf = (file: string) =>
  Effect.tryPromise(async () => {
    const hash = createHash("sha256")
    await pipeline(createReadStream(file), hash)
    return hash.digest("hex")
  })

/** Every landed file holds the bytes that it is named after. */
export const landed = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const names = (yield* files.readDirectory(store.landed, { recursive: true })).filter((name) =>
    name.endsWith(".parquet")
  )
  const bad: Array<string> = []
  for (const name of names.sort()) {
    const hash = yield* hashOf(path.join(store.landed, name))
    if (!hash.startsWith(path.basename(name, ".parquet"))) bad.push(name)
  }
  return bad.length === 0
    ? well("Landed", `${names.length} files, each with the bytes it is named after`)
    : broken("Landed", `changed since they landed: ${bad.join(", ")}`, "Put these files back from a backup.")
}).pipe(orBroken("Landed", "Check the rights on the folder «landed» of the store."))

/** Folders that a killed build or import left behind. */
export const leftovers = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const { lock, temporary } = yield* Store
  const names = (yield* files.readDirectory(temporary)).filter((name) => name !== "spill").sort()
  if (names.length === 0) return well("Leftovers", "none")
  const detail = `${temporary}: ${names.join(", ")}`
  return (yield* files.exists(lock))
    ? well("Leftovers", `${detail} (work under way)`)
    : warning("Leftovers", detail, "The next import and build take care of them.")
}).pipe(orBroken("Leftovers", "Check the rights on the folder «tmp» of the store."))

/** The key of the authors' hashes is readable by its owner alone. */
export const secret = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const store = yield* Store
  const settings = yield* Settings
  if (Option.isSome(settings.secret)) return well("Secret", "given by OTKLIK_SECRET")
  if (!(yield* files.exists(store.secret))) return well("Secret", "made at the first import")
  const { mode } = yield* files.stat(store.secret)
  return (mode & 0o077) === 0
    ? well("Secret", `${store.secret}, readable by its owner alone`)
    : broken("Secret", `${store.secret} can be read by others`, `Run «chmod 600 ${store.secret}».`)
}).pipe(orBroken("Secret", "Check the rights on the file beside the store."))
