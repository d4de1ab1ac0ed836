import type { Run } from "@otklik/contract/runs"
import { Console, Effect, Option, Path } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { dryRun } from "../intake/dry-run.ts"
import type { Replaying } from "../intake/bring.ts"
import { importOne, type Imported, newWatch } from "../intake/import-one.ts"
import { leanHeap } from "../intake/lean-heap.ts"
import { maskText } from "../intake/redact.ts"
import { resolverOfStore } from "../intake/schools.ts"
import { Settings } from "../settings.ts"
import { type Asked, openSource } from "../sources/open.ts"
import { exclusively } from "../warehouse/lock.ts"
import { recover } from "../warehouse/journal.ts"
import { Store } from "../warehouse/store.ts"
import { Ended, sayAndEnd } from "./ended.ts"
import { describeSource, showDry } from "./import-plan.ts"
import { grouped, withProgress } from "./progress-bar.ts"

const masked = (run: Run): string =>
  Object.entries(run.masked)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, n]) => `${type} ${grouped(n)}`)
    .join(", ")

const summary = (run: Run): ReadonlyArray<string> => {
  if (run.outcome === "refused") return [`${run.file}: refused. ${run.note}`]
  const speed = run.seconds > 0 ? `, ${grouped(run.read / run.seconds)}/s` : ""
  return [
    `  read ${grouped(run.read)} = landed ${grouped(run.landed)} + duplicates ${grouped(run.duplicates)} + quarantined ${grouped(run.quarantined)}   ${run.seconds.toFixed(1)} s${speed}`,
    ...(masked(run) === "" ? [] : [`  masked ${masked(run)}`]),
    ...(run.note === "" ? [] : [`  ${run.note}`]),
    ...(run.quarantined === 0 ? [] : [`  see them with: otklik quarantine list ${run.run}`])
  ]
}

const told = (imported: Imported, json: boolean): ReadonlyArray<string> => {
  if (json) return [JSON.stringify(imported.kind === "run" ? imported.run : imported)]
  if (imported.kind === "run") return summary(imported.run)
  return [`  ${grouped(imported.schools)} schools kept as the directory of schools`]
}

/** The exit code for what became of some files: 0, 1 where one broke off, 2 where one was refused. */
export const codeOf = (imported: ReadonlyArray<Imported>): 0 | 1 | 2 => {
  const outcomes = imported.map((it) => (it.kind === "run" ? it.run.outcome : "done"))
  return outcomes.includes("refused") ? 2 : outcomes.includes("stopped") ? 1 : 0
}

/** Imports files one after another and tells of each; gives all that became of them. Takes the import lock. */
export const importFiles = Effect.fn("importFiles")(function* (
  files: ReadonlyArray<string>,
  asked: Asked,
  json: boolean,
  replaying?: Replaying
) {
  const store = yield* Store
  const path = yield* Path.Path
  yield* exclusively(path.join(store.root, "import.lock"), "An import is running")
  yield* recover
  yield* leanHeap
  return yield* Effect.forEach(files, (file) =>
    Effect.gen(function* () {
      const watch = newWatch()
      const imported = yield* importOne(file, asked, watch, replaying).pipe(withProgress(watch, json))
      if (!json && watch.source !== undefined) yield* Console.log(describeSource(watch.source))
      for (const line of told(imported, json)) yield* Console.log(line)
      return imported
    })
  )
}, Effect.scoped)

const dryFiles = Effect.fnUntraced(function* (files: ReadonlyArray<string>, asked: Asked, json: boolean) {
  const codes = yield* Effect.forEach(files, (file) =>
    Effect.gen(function* () {
      const source = yield* openSource(file, asked, newWatch().progress)
      const plan = yield* dryRun(source, 1_000, maskText)
      for (const line of showDry(source, plan, json)) yield* Console.log(line)
      return 0 as const
    }).pipe(
      Effect.provide(resolverOfStore),
      Effect.catchTag("Refused", (cause) =>
        Effect.as(
          Console.log(
            json ? JSON.stringify({ file, refused: cause.sentence }) : `${file}: refused. ${cause.sentence}`
          ),
          2 as const
        )
      )
    )
  )
  return codes.includes(2) ? 2 : 0
})

const optional = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.optional, Flag.withDescription(description))

export const importCommand = Command.make(
  "import",
  {
    files: Argument.String("FILE").pipe(
      Argument.variadic({ min: 1 }),
      Argument.withDescription("Export files, or a folder of .eml letters")
    ),
    source: optional("source", "Name of the source; messages with the same id in one source land once"),
    profile: optional(
      "profile",
      "How columns become fields: a built-in profile, one of the store's, or a file"
    ),
    encoding: optional("encoding", "utf-8, windows-1251, koi8-r, ibm866, utf-16le; found out when absent"),
    timezone: optional("timezone", "Zone of dates without one; OTKLIK_TIMEZONE when absent"),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Show how the files are understood and what would land; write nothing")
    ),
    json: Flag.Boolean("json").pipe(Flag.withDefault(false), Flag.withDescription("One JSON line a file"))
  },
  Effect.fn(
    function* ({ dryRun: dry, encoding, files, json, profile, source, timezone }) {
      const settings = yield* Settings
      const asked: Asked = {
        source,
        profile,
        encoding,
        timezone: Option.getOrElse(timezone, () => settings.timezone)
      }
      const code = dry ? yield* dryFiles(files, asked, json) : codeOf(yield* importFiles(files, asked, json))
      if (code !== 0) return yield* new Ended({ code })
    },
    sayAndEnd(2),
    Effect.provide(Store.layer)
  )
).pipe(
  Command.withDescription(
    "Land export files: tickets, mailing replies, suggestions. Personal data is masked before anything is stored; what cannot land goes to quarantine. Exit code 0: all read; 1: a file broke off, what was read landed; 2: a file was refused"
  ),
  Command.withExamples([
    { command: "otklik import tickets.csv --dry-run", description: "See how a file is understood" },
    {
      command: "otklik import september.csv october.csv --source desk",
      description: "Overlapping exports of one desk"
    },
    { command: "otklik import letters/ --source mail", description: "A folder of .eml letters" },
    {
      command: "otklik import schools.csv",
      description: "The directory of schools: school;number;name;district;…"
    }
  ])
)
