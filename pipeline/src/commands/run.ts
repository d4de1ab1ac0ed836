import { Effect, FileSystem, Option, Path, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { Settings } from "../settings.ts"
import type { Asked } from "../sources/open.ts"
import { Store } from "../warehouse/store.ts"
import { buildAndTell, forceFlag, jsonFlag } from "./build.ts"
import { Ended, sayAndEnd } from "./ended.ts"
import { giveWay } from "./give-way.ts"
import { codeOf, importFiles } from "./import.ts"

/** One line of sources.json: a file or a folder of letters, and what a person knows of it. */
const Configured = Schema.Struct({
  file: Schema.String,
  source: Schema.optionalKey(Schema.String),
  profile: Schema.optionalKey(Schema.String),
  encoding: Schema.optionalKey(Schema.String),
  timezone: Schema.optionalKey(Schema.String)
})
type Configured = typeof Configured.Type

export class SourcesUnreadable extends Schema.TaggedError<SourcesUnreadable>()("SourcesUnreadable", {
  file: Schema.String,
  reason: Schema.String
}) {
  override get message() {
    return `${this.file}: ${this.reason}. It lists what to import: [{ "file": "otrs.csv", "source": "otrs", "profile": "otrs" }, …].`
  }
}

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Configured)))

/** Files beside the list are named from its folder; a directory of schools beside it is read first. */
const listed = Effect.fn(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folder = path.dirname(file)
  const sources = yield* files.readFileString(file).pipe(
    Effect.flatMap(decode),
    Effect.mapError(({ message }) => new SourcesUnreadable({ file, reason: message.split("\n")[0] ?? "" }))
  )
  const schools = path.join(folder, "schools.csv")
  const first = (yield* files.exists(schools)) ? [{ file: schools }] : []
  return [...first, ...sources.map((one) => ({ ...one, file: path.resolve(folder, one.file) }))]
})

/** Everything in a folder that has no list of its own, by name; what begins with a dot is left alone. */
const everything = Effect.fn(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const names = (yield* files.readDirectory(folder)).filter((name) => !name.startsWith("."))
  return names.sort().map((name): Configured => ({ file: path.join(folder, name) }))
})

const configured = Effect.fn(function* (from: Option.Option<string>) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const list = Option.match(from, {
    onNone: () => store.sources,
    onSome: (folder) => path.join(folder, "sources.json")
  })
  if (yield* files.exists(list)) return yield* listed(list)
  return Option.isSome(from) ? yield* everything(from.value) : []
})

const asked = ({ encoding, profile, source, timezone }: Configured, zone: string): Asked => ({
  source: Option.fromNullishOr(source),
  profile: Option.fromNullishOr(profile),
  encoding: Option.fromNullishOr(encoding),
  timezone: timezone ?? zone
})

const importAll = Effect.fn(function* (sources: ReadonlyArray<Configured>, json: boolean) {
  const { timezone } = yield* Settings
  const outcomes = yield* Effect.forEach(sources, (one) =>
    importFiles([one.file], asked(one, timezone), json)
  )
  return codeOf(outcomes.flat())
})

/** Imports what a folder's list (or the store's own) names, then builds and serves; ends with the import's code. */
export const importAndBuild = Effect.fn("importAndBuild")(function* (
  from: Option.Option<string>,
  force: boolean,
  json: boolean
) {
  const code = yield* importAll(yield* configured(from), json)
  yield* buildAndTell(force, json)
  if (code !== 0) return yield* new Ended({ code })
})

export const run = Command.make(
  "run",
  {
    from: Flag.String("from").pipe(
      Flag.optional,
      Flag.withDescription(
        "Folder of export files with its sources.json; without one every file in it. The store's sources.json when absent"
      )
    ),
    force: forceFlag,
    json: jsonFlag
  },
  ({ force, from, json }) =>
    giveWay.pipe(Effect.andThen(importAndBuild(from, force, json)), sayAndEnd(1), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Import every configured source, build and serve the new snapshot. Exit codes of import and build: 0 all well; 1 a file broke off or nothing was built; 2 a file was refused"
  )
)
