import { canonical } from "@otklik/sql/canonical"
import { Effect, FileSystem, Schema } from "effect"
import { createHash } from "node:crypto"
import { replaceFile } from "./durable.ts"
import { Store } from "./store.ts"

export { canonical }

const File = Schema.Struct({ path: Schema.String, hash: Schema.String })
const LandedFile = Schema.Struct({
  ...File.fields,
  source: Schema.String,
  month: Schema.String,
  rows: Schema.Int
})
export type LandedFile = typeof LandedFile.Type

/** Everything that a build reads, each by SHA-256 of its content. */
export const Inputs = Schema.Struct({
  format: Schema.Literal(1),
  /** sources of the engine, the judgements and the score */
  code: Schema.String,
  /** SQL models and checks */
  models: Schema.String,
  /** stop words, thesaurus, calendar and the other seeds */
  seeds: Schema.String,
  score: Schema.Struct({ name: Schema.String, hash: Schema.String }),
  timezone: Schema.String,
  directory: Schema.NullOr(Schema.String),
  decisions: Schema.Array(File),
  landed: Schema.Array(LandedFile)
})
export type Inputs = typeof Inputs.Type

/** The part of a manifest that the snapshot's id is the hash of: no clock, no machine. */
const Hashed = Schema.Struct({
  inputs: Inputs,
  /** the snapshot whose themes were carried on */
  previous: Schema.NullOr(Schema.String),
  /** themes were found anew, whatever they were before */
  cold: Schema.Boolean,
  /** messages when themes were last found anew */
  coldMessages: Schema.Int,
  /** messages when themes were last fitted to all of them */
  fitted: Schema.Int,
  /** the highest theme number given before this build */
  lastTheme: Schema.Int,
  counts: Schema.Record(Schema.String, Schema.Int),
  /** one digest a table over all its rows in their order */
  tables: Schema.Record(Schema.String, Schema.String)
})
export type Hashed = typeof Hashed.Type

export const Manifest = Schema.Struct({
  id: Schema.String,
  ...Hashed.fields,
  /** seconds by step, of the run that made it; not part of the hash */
  seconds: Schema.Record(Schema.String, Schema.Finite)
})
export type Manifest = typeof Manifest.Type

export class ManifestUnreadable extends Schema.TaggedError<ManifestUnreadable>()("ManifestUnreadable", {
  path: Schema.String,
  reason: Schema.String
}) {
  override get message() {
    return `The manifest ${this.path} cannot be read (${this.reason}). Run «otklik build --force» to make a new snapshot.`
  }
}

export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex")

/** The id of a snapshot: the first 16 hexadecimal digits of the hash of what it was made from and holds. */
export const idOf = (hashed: Hashed): string => sha256(canonical(hashed)).slice(0, 16)

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Manifest))

export const readManifest = Effect.fn("readManifest")(function* (id: string) {
  const store = yield* Store
  const files = yield* FileSystem.FileSystem
  const path = store.manifest(id)
  return yield* files.readFileString(path).pipe(
    Effect.flatMap(decode),
    Effect.mapError(({ message }) => new ManifestUnreadable({ path, reason: message.split("\n")[0] ?? "" }))
  )
})

export const writeManifest = Effect.fn("writeManifest")(function* (manifest: Manifest) {
  const store = yield* Store
  yield* replaceFile(store.manifest(manifest.id), `${JSON.stringify(manifest, null, 2)}\n`)
})
