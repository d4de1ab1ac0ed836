import { Console, Effect, FileSystem, Option, Schema, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import { sayAndEnd } from "./ended.ts"
import { Settings } from "../settings.ts"
import { records } from "../sources/records.ts"
import { CorpusBuilder } from "../text/corpus.ts"
import { loadLexicon } from "../text/lexicon.ts"
import { cluster, type Granularity } from "../themes/cluster.ts"
import { describe } from "../themes/describe.ts"
import { requests } from "../themes/request.ts"

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

const readLines = Effect.fn(function* (file: string, text: string, id: string | undefined) {
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
  const unreadable = (error: { readonly reason: { readonly _tag: string } }) =>
    new UnreadableTexts({
      file,
      sentence: `cannot be read (${error.reason._tag}); check the name and the rights`
    })
  yield* files.stream(file).pipe(
    Stream.decodeText(),
    Stream.splitLines,
    Stream.runForEach(take),
    Effect.catchTag("PlatformError", (error) => Effect.fail(unreadable(error)))
  )
  return rows
})

const readTable = Effect.fn(function* (file: string, text: string, id: string | undefined) {
  const raw = yield* records(file, id === undefined ? [text] : [text, id])
  return raw.map(({ fields }, index): Row => ({
    id: id === undefined ? index + 1 : (fields[id] ?? index + 1),
    text: (fields[text] ?? "").normalize()
  }))
})

const readRows = (file: string, text: string, id: string | undefined) =>
  /\.(jsonl|ndjson)$/i.test(file) ? readLines(file, text, id) : readTable(file, text, id)

const byId = (rows: ReadonlyArray<Row>) => {
  const key = (index: number) => String(rows[index].id)
  const order = Array.from(rows.keys())
  return order.sort((a, b) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : rows[a].text < rows[b].text ? -1 : 1
  )
}

const themesOf = Effect.fn(function* (rows: ReadonlyArray<Row>, granularity: Granularity, threads: number) {
  const order = byId(rows)
  const builder = new CorpusBuilder(loadLexicon())
  for (const index of order) builder.add(rows[index].text)
  const corpus = builder.finish()
  const found = yield* cluster(corpus, { granularity, threads })
  const textsOf = (places: Int32Array) =>
    Effect.succeed(Array.from(places, (place) => rows[order[place]].text))
  const asked = requests(corpus, found, threads)
  const titles = (yield* describe(corpus, found, textsOf)).map(({ title }) => title)
  const theme = new Int32Array(rows.length)
  const request = new Int32Array(rows.length)
  order.forEach((index, place) => {
    theme[index] = found.theme[place]
    request[index] = asked.request[place]
  })
  return { theme, request, titles }
})

/** Finds the themes of any file of texts, with no store at all. */
export const themes = Command.make(
  "themes",
  {
    input: Flag.String("input").pipe(Flag.withDescription("JSONL, JSON, CSV or XLSX file")),
    text: Flag.String("text").pipe(Flag.withDescription("field that holds the text")),
    id: Flag.optional(
      Flag.String("id").pipe(Flag.withDescription("field that holds the id; without it, the row's number"))
    ),
    granularity: Flag.Literals("granularity", ["fine", "standard", "coarse"]).pipe(
      Flag.withDefault("standard" as const)
    ),
    out: Flag.String("out").pipe(
      Flag.withDescription(
        "where to write, JSONL: id, theme (null = none), request (the same matter inside a theme), label"
      )
    )
  },
  Effect.fn(function* ({ input, text, id, granularity, out }) {
    const files = yield* FileSystem.FileSystem
    const { threads } = yield* Settings
    const rows = yield* readRows(input, text, Option.getOrUndefined(id))
    const { theme, request, titles } = yield* themesOf(rows, granularity, threads)
    const line = ({ id }: Row, index: number) =>
      JSON.stringify({
        id,
        theme: theme[index] < 0 ? null : theme[index],
        request: theme[index] < 0 ? null : `${theme[index]}-${request[index]}`,
        label: titles[theme[index]] ?? null
      })
    yield* files.writeFileString(out, rows.map((row, index) => `${line(row, index)}\n`).join(""))
    const alone = theme.filter((one) => one < 0).length
    yield* Console.log(`${rows.length} texts, ${titles.length} themes, ${alone} in none → ${out}`)
  }, sayAndEnd(1))
).pipe(Command.withDescription("Find the themes of a file of texts"))
