import { Database } from "@otklik/sql/database"
import { type Imported, importedInStep } from "@otklik/sql/directory/in-step"
import { keepAudit } from "@otklik/sql/keep-audit"
import { Console, Effect, FileSystem } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Refused } from "../sources/source.ts"
import { Store } from "../warehouse/store.ts"
import { jsonFlag } from "./build.ts"
import { Ended, sayAndEnd } from "./ended.ts"
import { opened, peopleMemory } from "./people-memory.ts"
import { grouped } from "./progress-bar.ts"

const most = 50

/** UTF-8, else what Excel saves on a Russian Windows. */
const textOf = (bytes: Uint8Array) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("windows-1251").decode(bytes)
  }
}

const read = Effect.fnUntraced(function* (file: string) {
  const files = yield* FileSystem.FileSystem
  const bytes = yield* files
    .readFile(file)
    .pipe(
      Effect.mapError(
        ({ reason }) =>
          new Refused({ file, sentence: `Прочитать не удалось (${reason._tag}): проверьте путь и права.` })
      )
    )
  return textOf(bytes)
})

const summaryOf = ({ absent, added, applied, assignments, changed, faults, rows }: Imported) => ({
  rows,
  added: added.length,
  changed: changed.length,
  absent,
  assignments: assignments.length,
  applied,
  faults: faults.map(({ en, ru }) => ({ ru, en }))
})

const endingOf = ({ applied, faults }: Imported, dry: boolean) => {
  if (faults.length > 0)
    return "Nothing is imported: mend these rows and import again · Ничего не загружено: исправьте строки и повторите"
  if (applied) return "The directory is changed; the next build reads it"
  return dry ? "Nothing is changed: run again without --dry-run to import" : ""
}

const linesOf = (made: Imported, dry: boolean): ReadonlyArray<string> => {
  const { absent, added, assignments, changed, faults, rows } = made
  return [
    `${grouped(rows)} rows: ${grouped(added.length)} new schools, ${grouped(changed.length)} changed, ${grouped(assignments.length)} assignments; ${grouped(absent)} schools are not in the file and stay`,
    ...changed.slice(0, 10).map(({ name, school }) => `  ~ ${school} · ${name}`),
    ...added.slice(0, 10).map(({ name, school }) => `  + ${school} · ${name}`),
    ...faults.slice(0, most).map(({ en, ru }) => `  ${ru} · ${en}`),
    ...(faults.length > most ? [`  … and ${grouped(faults.length - most)} more`] : []),
    endingOf(made, dry)
  ]
}

/** The change and its line of the audit are kept together or not at all. */
const bring = Effect.fnUntraced(function* (csv: string, dry: boolean) {
  const { root } = yield* Store
  const { scoped } = yield* Database
  const now = new Date()
  return yield* scoped("import directory", "all", async (tx) => {
    const made = await importedInStep(root, csv, dry)(tx)
    if (made.applied)
      await keepAudit(tx, now, "directory_changed", null, { rows: made.rows, means: "command" })
    return made
  })
})

const importDirectory = Command.make(
  "import",
  {
    file: Argument.String("FILE").pipe(
      Argument.withDescription(
        "CSV of schools (school, number, name, district …) or of assignments (curator, school, from, to)"
      )
    ),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Tell what would change; change nothing")
    ),
    json: jsonFlag
  },
  ({ dryRun, file, json }) =>
    Effect.gen(function* () {
      const csv = yield* read(file)
      const made = yield* Effect.provide(Effect.andThen(opened, bring(csv, dryRun)), peopleMemory)
      for (const line of json ? [JSON.stringify(summaryOf(made))] : linesOf(made, dryRun))
        yield* Console.log(line)
      if (made.faults.length > 0) return yield* new Ended({ code: 1 })
    }).pipe(sayAndEnd(2), Effect.provide(Store.layer))
).pipe(
  Command.withDescription(
    "Import the directory of schools, or which curator has which school, as the page «Schools» does. Works beside a server on PostgreSQL; without DATABASE_URL, while none runs. Exit code 0: done; 1: rows cannot be read, nothing is imported; 2: not possible"
  )
)

export const directory = Command.make("directory").pipe(
  Command.withDescription("The directory: schools, their districts and curators"),
  Command.withSubcommands([importDirectory])
)
