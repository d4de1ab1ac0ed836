import { createHash } from "node:crypto"
import type { Run } from "@otklik/contract/runs"
import { DuckDb } from "@otklik/sql/duckdb"
import { Clock, Effect, FileSystem, Layer, Path } from "effect"
import { collect } from "../pipeline.ts"
import { type Progress, Source } from "../sources/source.ts"
import { commit, importFolder } from "../warehouse/journal.ts"
import { Landing } from "../warehouse/land.ts"
import { Store } from "../warehouse/store.ts"
import { maskText } from "./redact.ts"
import { Rejects } from "./rejects.ts"
import { resolverOfStore } from "./schools.ts"
import { runNote, type RunRecord, writeRun } from "./run-record.ts"
import { Secret } from "./secret.ts"
import { type Counts, isWhole, Tally } from "./tally.ts"

/** DuckDB's share of an import's memory: enough, since it sorts nothing. */
const memory = "256MiB"

/** A run's name: when it began and a few digits of what it read. */
export const runId = (startedAt: number, source: string, file: string): string => {
  const digits = createHash("sha256").update(`${source}\0${file}\0${startedAt}`).digest("hex").slice(0, 6)
  return `${new Date(startedAt).toISOString().replace(/[-:.]/g, "")}-${digits}`
}

const layers = Effect.fnUntraced(function* (folder: string, run: string, counts: Counts) {
  const path = yield* Path.Path
  const source = yield* Source
  const tally = Layer.succeed(Tally, counts)
  const rejects = Rejects.toFile(path.join(folder, "quarantine.ndjson"), run, source.name, maskText)
  const database = DuckDb.layer({
    path: ":memory:",
    threads: 1,
    memory,
    temporary: path.join(folder, "spill")
  })
  const landing = Landing.into(source.name, folder).pipe(Layer.provide(database))
  return Layer.mergeAll(rejects, landing, resolverOfStore, Secret.ofStore).pipe(Layer.provideMerge(tally))
})

const folderOf = (run: string) =>
  Effect.acquireRelease(
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const path = yield* Path.Path
      const { temporary } = yield* Store
      const folder = path.join(temporary, importFolder(run))
      yield* files.makeDirectory(folder, { recursive: true })
      return folder
    }),
    (folder) =>
      Effect.gen(function* () {
        const files = yield* FileSystem.FileSystem
        const path = yield* Path.Path
        if (!(yield* files.exists(path.join(folder, "commit.json"))))
          yield* files.remove(folder, { recursive: true, force: true })
      }).pipe(Effect.ignore)
  )

/** What an import is told besides its source: a run whose quarantine it takes the place of. */
export interface Replaying {
  readonly run: string
}

const miscounted = ({ duplicates, landed, quarantined, read }: Counts) =>
  new Error(
    `read ${read} is not landed ${landed} + duplicates ${duplicates} + quarantined ${quarantined}: nothing was kept`
  )

/**
 * Brings the source at hand into the store: all of it in one commit, or nothing where it is interrupted. A bad record
 * goes to quarantine; a file that breaks off lands up to there. The counts must agree or nothing is kept.
 */
export const bring = Effect.fn("bring")(function* (
  counts: Counts,
  progress: Progress,
  again: RunRecord["asked"],
  replaying?: Replaying
) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const store = yield* Store
  const source = yield* Source
  const startedAt = yield* Clock.currentTimeMillis
  const run = runId(startedAt, source.name, source.file)
  const folder = yield* folderOf(run)
  const moves = yield* Effect.provide(collect, yield* layers(folder, run, counts))
  if (!isWhole(counts)) return yield* Effect.die(miscounted(counts))
  const record: Run = {
    run,
    source: source.name,
    profile: source.guessed ? "guess" : source.profile.name,
    file: path.basename(source.file),
    startedAt: new Date(startedAt).toISOString(),
    seconds: ((yield* Clock.currentTimeMillis) - startedAt) / 1000,
    read: counts.read,
    landed: counts.landed,
    duplicates: counts.duplicates,
    quarantined: counts.quarantined,
    masked: counts.masked,
    outcome: counts.stopped === "" ? "done" : "stopped",
    note: runNote(counts, progress, source.guessed)
  }
  const own = (name: string) => path.relative(store.root, path.join(folder, name))
  yield* writeRun(path.join(folder, "run.json"), { ...record, asked: again })
  const kept = (yield* files.exists(path.join(folder, "quarantine.ndjson")))
    ? [[own("quarantine.ndjson"), `quarantine/${run}.ndjson`] as const]
    : []
  yield* commit(folder, {
    moves: [...moves, ...kept, [own("run.json"), `runs/${run}.json`]],
    remove: replaying === undefined ? [] : [`quarantine/${replaying.run}.ndjson`]
  })
  return record
}, Effect.scoped)
