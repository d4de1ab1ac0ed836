import { Console, Effect, FileSystem, Path, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import { type Outcome, redactFile } from "../intake/redact-file.ts"
import { Refused } from "../sources/source.ts"
import { sayAndEnd } from "./ended.ts"
import { grouped } from "./progress-bar.ts"

const counts = (masked: Outcome["masked"]): ReadonlyArray<readonly [string, number]> =>
  Object.entries(masked).sort(([a], [b]) => (a < b ? -1 : 1))

const told = (outcome: Outcome, out: string): ReadonlyArray<string> => [
  `${grouped(outcome.records)} records → ${out}`,
  ...(Object.keys(outcome.masked).length === 0 ? ["  nothing was masked"] : []),
  ...counts(outcome.masked).map(([type, count]) => `  ${type.padEnd(12)}${grouped(count).padStart(9)}`),
  ...(outcome.unread === 0
    ? []
    : [`  ${grouped(outcome.unread)} records could not be read by their fields and were masked whole`]),
  ...(outcome.lost === 0
    ? []
    : [`  ${grouped(outcome.lost)} letters are not in the file's encoding and became «?»`])
]

const unwritable = (file: string) => (reason: string) =>
  new Refused({ file, sentence: `Записать не удалось (${reason}): проверьте папку, права и место на диске.` })

const write = Effect.fnUntraced(function* (input: string, field: string, out: string, outcome: Outcome) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  if (path.resolve(input) === path.resolve(out))
    return yield* new Refused({ file: out, sentence: "Это тот же файл: назовите другой для записи." })
  const bytes = yield* redactFile(input, field, outcome)
  const draft = `${out}.part`
  yield* bytes.pipe(
    Stream.run(files.sink(draft)),
    Effect.andThen(files.rename(draft, out)),
    Effect.catchTag("PlatformError", ({ reason }) => Effect.fail(unwritable(out)(reason._tag))),
    Effect.onError(() => Effect.ignore(files.remove(draft, { force: true })))
  )
})

export const redact = Command.make(
  "redact",
  {
    input: Flag.String("input").pipe(Flag.withDescription("JSONL, CSV or XLSX file")),
    text: Flag.String("text").pipe(Flag.withDescription("field whose personal data is masked")),
    out: Flag.String("out").pipe(Flag.withDescription("where to write the same file with that field masked")),
    json: Flag.Boolean("json").pipe(Flag.withDefault(false), Flag.withDescription("Counts as one JSON line"))
  },
  Effect.fn(function* ({ input, json, out, text }) {
    const outcome: Outcome = { records: 0, unread: 0, lost: 0, masked: {} }
    yield* write(input, text, out, outcome)
    const { lost, masked, records, unread } = outcome
    const line = { input, out, records, unread, lost, masked: Object.fromEntries(counts(masked)) }
    for (const said of json ? [JSON.stringify(line)] : told(outcome, out)) yield* Console.log(said)
  }, sayAndEnd(2))
).pipe(
  Command.withDescription(
    "Write the same file with the personal data of one field masked by typed marks («[ФИО]»), and tell how many by type"
  )
)
