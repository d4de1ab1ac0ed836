import { Rejected } from "@otklik/contract/quarantine"
import { Effect, FileSystem, Path, Schema, Stream } from "effect"
import { Store } from "../warehouse/store.ts"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Rejected))

const suffix = ".ndjson"

/** Runs that have records in quarantine, oldest first. */
export const quarantinedRuns = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const { quarantine } = yield* Store
  if (!(yield* files.exists(quarantine))) return []
  const names = yield* files.readDirectory(quarantine)
  return names
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort()
})

/** The records that a run put to quarantine, in the order of its file; empty where it put none. */
export const rejectedOf = (run: string) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* Path.Path
      const { quarantine } = yield* Store
      const file = path.join(quarantine, `${path.basename(run)}${suffix}`)
      if (!(yield* files.exists(file))) return Stream.empty
      return files.stream(file).pipe(
        Stream.decodeText(),
        Stream.splitLines,
        Stream.filter((line) => line !== ""),
        Stream.mapEffect((line) => decode(line))
      )
    })
  )
