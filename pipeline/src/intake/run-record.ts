import { Run } from "@otklik/contract/runs"
import { Effect, FileSystem, Schema } from "effect"
import type { Progress } from "../sources/source.ts"
import type { Counts } from "./tally.ts"

/** What a person asked for, kept with a run so that it can be repeated; `path` is absolute. */
const AskedAgain = Schema.Struct({
  path: Schema.String,
  source: Schema.NullOr(Schema.String),
  profile: Schema.NullOr(Schema.String),
  encoding: Schema.NullOr(Schema.String),
  timezone: Schema.String
})

/** `runs/<run>.json`: the contract's Run, and what is needed to repeat it. */
export const RunRecord = Schema.Struct({ ...Run.fields, asked: AskedAgain })
export type RunRecord = typeof RunRecord.Type

const text = Schema.fromJsonString(RunRecord)
const encode = Schema.encodeUnknownSync(text)
const decode = Schema.decodeUnknownEffect(text)

export const writeRun = Effect.fnUntraced(function* (file: string, record: RunRecord) {
  const files = yield* FileSystem.FileSystem
  yield* files.writeFileString(file, `${JSON.stringify(JSON.parse(encode(record)), null, 2)}\n`)
})

export const readRun = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  return yield* decode(yield* files.readFileString(file))
})

const plural = (n: number, one: string, few: string, many: string): string => {
  const [tens, units] = [n % 100, n % 10]
  if (units === 1 && tens !== 11) return one
  return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? few : many
}

/** What a person should know of a run besides its counts: where it stopped, what was rescued, passed over or guessed. */
export const runNote = (counts: Counts, progress: Progress, guessed: boolean): string => {
  const { rescued, skipped } = progress
  const said = [
    counts.stopped === "" ? "" : `Прочитано не до конца. ${counts.stopped.replace(/\.$/, "")}.`,
    rescued === 0
      ? ""
      : `${rescued} ${plural(rescued, "строка", "строки", "строк")} не в UTF-8: прочитано как windows-1251.`,
    skipped === 0 ? "" : `${skipped} ${plural(skipped, "событие", "события", "событий")} чата пропущено.`,
    guessed ? "Колонки угаданы по именам и содержанию." : ""
  ]
  return said.filter((sentence) => sentence !== "").join(" ")
}
