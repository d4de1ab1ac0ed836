import { Console, Effect, FileSystem, Option, Schema, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import { CorpusBuilder } from "../text/corpus.ts"
import { loadLexicon } from "../text/lexicon.ts"
import { cluster } from "../themes/cluster.ts"

/** What keeps a file of texts from being read. */
export class UnreadableTexts extends Schema.TaggedError<UnreadableTexts>()("UnreadableTexts", {
  file: Schema.String,
  sentence: Schema.String
}) {
  override get message() {
    return `${this.file}: ${this.sentence}`
  }
}

interface Row {
  readonly id: string | number
  readonly text: string
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const idOf = (value: unknown, number: number): string | number =>
  typeof value === "string" || typeof value === "number" ? value : number

const rowOf = (line: string, number: number, text: string, id: string | undefined): Row | string => {
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch {
    return `line ${number} is not JSON; write one JSON object a line`
  }
  if (!isRecord(record)) return `line ${number} is no JSON object; write one object a line`
  if (!(text in record))
    return `line ${number} has no field «${text}»; it has: ${Object.keys(record).slice(0, 20).join(", ")}`
  return {
    id: idOf(id === undefined ? undefined : record[id], number),
    text: String(record[text] ?? "").normalize()
  }
}

const readRows = Effect.fn(function* (file: string, text: string, id: string | undefined) {
  const files = yield* FileSystem.FileSystem
  const rows: Array<Row> = []
  let number = 0
  const take = (line: string) => {
    number++
    if (line.trim() === "") return Effect.void
    const row = rowOf(number === 1 ? line.replace(/^\uFEFF/, "") : line, number, text, id)
    if (typeof row === "string") return Effect.fail(new UnreadableTexts({ file, sentence: row }))
    rows.push(row)
    return Effect.void
  }
  yield* files.stream(file).pipe(
    Stream.decodeText(),
    Stream.splitLines,
    Stream.runForEach(take),
    Effect.catchTag("PlatformError", (error) =>
      Effect.fail(
        new UnreadableTexts({
          file,
          sentence: `cannot be read (${error.reason._tag}); check the name and the rights`
        })
      )
    )
  )
  return rows
})

const byId = (rows: ReadonlyArray<Row>) => {
  const key = (index: number) => String(rows[index].id)
  const order = Array.from(rows.keys())
  return order.sort((a, b) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : rows[a].text < rows[b].text ? -1 : 1
  )
}

/** Finds the themes of any JSONL file, with no store at all. */
export const themes = Command.make(
  "themes",
  {
    input: Flag.String("input").pipe(Flag.withDescription("JSONL file, one object a line")),
    text: Flag.String("text").pipe(Flag.withDescription("field that holds the text")),
    id: Flag.optional(
      Flag.String("id").pipe(Flag.withDescription("field that holds the id; without it, the row's number"))
    ),
    granularity: Flag.Literals("granularity", ["fine", "standard", "coarse"]).pipe(
      Flag.withDefault("standard" as const)
    ),
    out: Flag.String("out").pipe(
      Flag.withDescription("where to write, JSONL: id, theme (null = none), label")
    )
  },
  Effect.fn(function* ({ input, text, id, granularity, out }) {
    const files = yield* FileSystem.FileSystem
    const rows = yield* readRows(input, text, Option.getOrUndefined(id))
    const order = byId(rows)
    const builder = new CorpusBuilder(loadLexicon())
    for (const index of order) builder.add(rows[index].text)
    const found = yield* cluster(builder.finish(), { granularity })
    const theme = new Int32Array(rows.length)
    order.forEach((index, place) => (theme[index] = found.theme[place]))
    const lines = rows.map(({ id }, index) =>
      JSON.stringify({ id, theme: theme[index] < 0 ? null : theme[index], label: null })
    )
    yield* files.writeFileString(out, lines.map((line) => `${line}\n`).join(""))
    yield* Console.log(
      `${rows.length} texts, ${found.themes} themes, ${theme.filter((one) => one < 0).length} in none → ${out}`
    )
  })
).pipe(Command.withDescription("Find the themes of a JSONL file"))
