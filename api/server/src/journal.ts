import { Rejected } from "@otklik/contract/quarantine"
import { Run } from "@otklik/contract/runs"
import { Effect, FileSystem, Option, Schema } from "effect"

const decodeRun = Schema.decodeUnknownOption(Schema.fromJsonString(Run))
const decodeRejected = Schema.decodeUnknownOption(Schema.fromJsonString(Rejected))

/** Names of a folder's files with an ending, sorted; none where the folder is not there yet. */
const named = (folder: string, ending: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readDirectory(folder)).pipe(
    Effect.map((names) => names.filter((name) => name.endsWith(ending)).toSorted()),
    Effect.orElseSucceed((): ReadonlyArray<string> => [])
  )

/** A file that vanishes or is half written while we read it holds nothing yet. */
const textOf = (path: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(path)).pipe(
    Effect.orElseSucceed(() => "")
  )

const newestFirst = (a: Run, b: Run) =>
  a.startedAt === b.startedAt ? (a.run < b.run ? 1 : -1) : a.startedAt < b.startedAt ? 1 : -1

/** Every finished run of the store, newest first. */
export const readRuns = Effect.fn("readRuns")(function* (store: string) {
  const names = yield* named(`${store}/runs`, ".json")
  const texts = yield* Effect.forEach(names, (name) => textOf(`${store}/runs/${name}`), { concurrency: 8 })
  return texts.flatMap((text) => Option.toArray(decodeRun(text))).toSorted(newestFirst)
})

/** A line of a quarantine file, not yet decoded: `place` says which, for as long as the file is only added to. */
export interface Line {
  readonly place: string
  readonly text: string
}

const linesOf = (name: string, text: string): ReadonlyArray<Line> =>
  text.split("\n").flatMap((line, i) => (line === "" ? [] : [{ place: `${name}:${i}`, text: line }]))

/** Rejected rows, the newest run's first and in the order of the file within a run; of one run where it is named. */
export const readQuarantine = Effect.fn("readQuarantine")(function* (store: string, run: string | undefined) {
  const names = yield* named(`${store}/quarantine`, ".ndjson")
  const wanted = run === undefined ? names.toReversed() : names.filter((name) => name === `${run}.ndjson`)
  const read = (name: string) =>
    Effect.map(textOf(`${store}/quarantine/${name}`), (text) => linesOf(name, text))
  return (yield* Effect.forEach(wanted, read, { concurrency: 4 })).flat()
})

/** The rejected rows of some lines; a line that is half written is left out. */
export const rejectedOf = (lines: ReadonlyArray<Line>): ReadonlyArray<Rejected> =>
  lines.flatMap(({ text }) => Option.toArray(decodeRejected(text)))
