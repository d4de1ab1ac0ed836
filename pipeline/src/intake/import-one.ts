import type { Run } from "@otklik/contract/runs"
import { Clock, Effect, FileSystem, Option, Path } from "effect"
import type { Asked } from "../sources/open.ts"
import { openSource } from "../sources/open.ts"
import { type Progress, type Refused, Source } from "../sources/source.ts"
import { Store } from "../warehouse/store.ts"
import { bring, type Replaying, runId } from "./bring.ts"
import { isDirectory, keepDirectory } from "./directory.ts"
import { type RunRecord, writeRun } from "./run-record.ts"
import { type Counts, noCounts } from "./tally.ts"

/** What became of one file: a run, or a directory of schools of so many rows. */
export type Imported =
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "directory"; readonly file: string; readonly schools: number }

/** What is known of an import while it goes on; `source` once the file is understood. */
export interface Watch {
  readonly counts: Counts
  readonly progress: Progress
  source: Source["Service"] | undefined
}

export const newWatch = (): Watch => ({
  counts: noCounts(),
  progress: { bytes: 0, rescued: 0, skipped: 0 },
  source: undefined
})

const askedAgain = (path: string, { encoding, profile, source, timezone }: Asked): RunRecord["asked"] => ({
  path,
  source: Option.getOrNull(source),
  profile: Option.getOrNull(profile),
  encoding: Option.getOrNull(encoding),
  timezone
})

/** A refused file leaves a run too, so that the dashboard tells of it. */
const refusedRun = Effect.fnUntraced(function* (file: string, asked: Asked, sentence: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const startedAt = yield* Clock.currentTimeMillis
  const name = Option.getOrElse(asked.source, () => "")
  const run: Run = {
    run: runId(startedAt, name, file),
    source: name,
    profile: Option.getOrElse(asked.profile, () => ""),
    file: path.basename(file),
    startedAt: new Date(startedAt).toISOString(),
    seconds: 0,
    read: 0,
    landed: 0,
    duplicates: 0,
    quarantined: 0,
    masked: {},
    outcome: "refused",
    note: sentence
  }
  yield* files.makeDirectory(store.runs, { recursive: true })
  yield* writeRun(path.join(store.runs, `${run.run}.json`), {
    ...run,
    asked: askedAgain(path.resolve(file), asked)
  })
  return run
})

/** Imports one file. A file that cannot be read becomes a refused run, never a failure. The import lock must be held. */
export const importOne = Effect.fn("importOne")(function* (
  file: string,
  asked: Asked,
  watch: Watch,
  replaying?: Replaying
) {
  const path = yield* Path.Path
  const again = askedAgain(path.resolve(file), asked)
  const go = Effect.gen(function* () {
    const source = yield* openSource(file, asked, watch.progress)
    watch.source = source
    if (isDirectory(source.reading.header)) {
      const schools = yield* keepDirectory(source)
      return { kind: "directory", file: path.basename(file), schools } satisfies Imported
    }
    const run = yield* bring(watch.counts, watch.progress, again, replaying).pipe(
      Effect.provideService(Source, source)
    )
    return { kind: "run", run } satisfies Imported
  })
  const refused = (cause: Refused) =>
    Effect.map(refusedRun(file, asked, cause.sentence), (run): Imported => ({ kind: "run", run }))
  return yield* go.pipe(
    Effect.map((imported): Imported => imported),
    Effect.catchTag("Refused", refused)
  )
})
