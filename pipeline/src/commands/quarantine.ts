import type { Rejected } from "@otklik/contract/quarantine"
import { Console, Data, Effect, FileSystem, Option, Path, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { quarantinedRuns, rejectedOf } from "../intake/quarantine.ts"
import { readRun } from "../intake/run-record.ts"
import { Store } from "../warehouse/store.ts"
import { Ended, sayAndEnd } from "./ended.ts"
import { codeOf, importFiles } from "./import.ts"

/** What was asked for is not in quarantine. */
export class NotInQuarantine extends Data.TaggedError("NotInQuarantine")<{ readonly asked: string }> {
  override get message() {
    return `«${this.asked}» is not in quarantine. See what is with: otklik quarantine list`
  }
}

const json = Flag.Boolean("json").pipe(Flag.withDefault(false), Flag.withDescription("JSON lines"))

const runFile = Effect.fnUntraced(function* (run: string) {
  const path = yield* Path.Path
  const store = yield* Store
  return path.join(store.runs, `${path.basename(run)}.json`)
})

const listRuns = Effect.fnUntraced(function* (asJson: boolean) {
  const runs = yield* quarantinedRuns
  if (runs.length === 0 && !asJson) yield* Console.log("Nothing is in quarantine.")
  for (const run of runs) {
    const { file, quarantined, source } = yield* readRun(yield* runFile(run))
    yield* Console.log(
      asJson
        ? JSON.stringify({ run, source, file, quarantined })
        : `${run}  ${source}  ${file}  ${quarantined}`
    )
  }
})

const rowLine = ({ file, preview, reason, row }: Rejected) => `${file}:${row}  ${reason}: ${preview}`

const listRows = Effect.fnUntraced(function* (run: string, limit: number, asJson: boolean) {
  const rows = yield* rejectedOf(run).pipe(Stream.take(limit), Stream.runCollect)
  if (rows.length === 0) return yield* new NotInQuarantine({ asked: run })
  for (const row of rows) yield* Console.log(asJson ? JSON.stringify(row) : rowLine(row))
})

const list = Command.make(
  "list",
  {
    run: Argument.String("RUN").pipe(
      Argument.optional,
      Argument.withDescription("A run: its rows are listed; all runs when absent")
    ),
    limit: Flag.Int("limit").pipe(Flag.withDefault(100), Flag.withDescription("At most so many rows")),
    json
  },
  Effect.fn(
    function* ({ json: asJson, limit, run }) {
      yield* Option.isSome(run) ? listRows(run.value, limit, asJson) : listRuns(asJson)
    },
    sayAndEnd(2),
    Effect.provide(Store.layer)
  )
).pipe(Command.withDescription("List the runs that have rows in quarantine, or the rows of one run"))

const details = (it: Rejected): ReadonlyArray<string> => [
  `file    ${it.file}`,
  `row     ${it.row}`,
  `source  ${it.source}`,
  `run     ${it.run}`,
  `reason  ${it.reason}`,
  `preview ${it.preview}`
]

const show = Command.make(
  "show",
  {
    id: Argument.String("ID").pipe(Argument.withDescription("Id of a row: the run, a dash and its number")),
    json
  },
  Effect.fn(
    function* ({ id, json: asJson }) {
      const run = id.slice(0, Math.max(0, id.lastIndexOf("-")))
      const found = yield* rejectedOf(run).pipe(
        Stream.filter((row) => row.id === id),
        Stream.runHead
      )
      if (Option.isNone(found)) return yield* new NotInQuarantine({ asked: id })
      for (const line of asJson ? [JSON.stringify(found.value)] : details(found.value))
        yield* Console.log(line)
    },
    sayAndEnd(2),
    Effect.provide(Store.layer)
  )
).pipe(Command.withDescription("Show one row of the quarantine; personal data is masked"))

const replay = Command.make(
  "replay",
  { run: Argument.String("RUN").pipe(Argument.withDescription("The run whose file is read again")), json },
  Effect.fn(
    function* ({ json: asJson, run }) {
      const files = yield* FileSystem.FileSystem
      const file = yield* runFile(run)
      const known = (yield* quarantinedRuns).includes(run) && (yield* files.exists(file))
      if (!known) return yield* new NotInQuarantine({ asked: run })
      const { asked, source } = yield* readRun(file)
      const again = {
        source: Option.some(source),
        profile: Option.fromNullishOr(asked.profile),
        encoding: Option.fromNullishOr(asked.encoding),
        timezone: asked.timezone
      }
      const code = codeOf(yield* importFiles([asked.path], again, asJson, { run }))
      if (code !== 0) return yield* new Ended({ code })
    },
    sayAndEnd(2),
    Effect.provide(Store.layer)
  )
).pipe(
  Command.withDescription(
    "Read the file of a run again, after the file or its profile was mended: rows that landed are duplicates, the run's quarantine is replaced by what still cannot land"
  )
)

export const quarantine = Command.make("quarantine").pipe(
  Command.withDescription("Rows that could not be landed: where they stand, why, and another try"),
  Command.withSubcommands([list, show, replay])
)
