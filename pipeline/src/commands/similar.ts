import { Console, Effect, FileSystem, Option, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { records } from "../sources/records.ts"
import { alikeness, type Match } from "../text/alikeness.ts"
import { loadLexicon } from "../text/lexicon.ts"
import { sayAndEnd } from "./ended.ts"

/** What keeps `similar` from answering. */
export class CannotCompare extends Schema.TaggedError<CannotCompare>()("CannotCompare", {
  file: Schema.String,
  sentence: Schema.String
}) {
  override get message() {
    return `${this.file}: ${this.sentence}`
  }
}

interface Document {
  readonly id: string
  readonly fields: ReadonlyArray<string>
}

const readDocuments = Effect.fn(function* (
  file: string,
  text: ReadonlyArray<string>,
  id: string | undefined
) {
  const raw = yield* records(file, id === undefined ? text : [...text, id])
  return raw.map(({ fields, place }): Document => ({
    id: id === undefined ? (fields["id"] ?? String(place.row)) : fields[id],
    fields: text.map((name) => fields[name] ?? "")
  }))
})

const asked = Effect.fn(function* (query: Option.Option<string>, file: Option.Option<string>) {
  const files = yield* FileSystem.FileSystem
  const single = Option.toArray(query)
  if (Option.isNone(file)) return single
  const lines = (yield* files.readFileString(file.value)).split("\n").map((line) => line.trim())
  return [...single, ...lines.filter((line) => line !== "")]
})

const lines = (query: string, documents: ReadonlyArray<Document>, matches: ReadonlyArray<Match>): string =>
  matches
    .map(({ row, similarity }, i) =>
      JSON.stringify({
        query,
        rank: i + 1,
        id: documents[row].id,
        similarity: Math.round(1e4 * similarity) / 1e4
      })
    )
    .join("\n")

/** Records most like a given one: possible duplicates, best first, as JSON lines. */
export const similar = Command.make(
  "similar",
  {
    input: Flag.String("input").pipe(Flag.withDescription("JSONL, JSON, CSV or XLSX file")),
    text: Flag.String("text").pipe(
      Flag.withDescription("field that holds the text; several with commas, the title first: title,body")
    ),
    id: Flag.optional(
      Flag.String("id").pipe(
        Flag.withDescription("field that holds the id; without it «id», else the row's number")
      )
    ),
    query: Flag.optional(Flag.String("query").pipe(Flag.withDescription("id of the record to compare with"))),
    queryFile: Flag.optional(
      Flag.String("query-file").pipe(
        Flag.withDescription("file of ids, one a line: all are answered in one run")
      )
    ),
    top: Flag.Int("top").pipe(
      Flag.withDefault(10),
      Flag.withDescription("how many to give for each, 10 unless said")
    )
  },
  Effect.fn(function* ({ input, text, id, query, queryFile, top }) {
    const queries = yield* asked(query, queryFile)
    if (queries.length === 0)
      return yield* new CannotCompare({ file: input, sentence: "give --query ID or --query-file FILE" })
    const documents = yield* readDocuments(input, text.split(","), Option.getOrUndefined(id))
    const rowOf = new Map(documents.map((document, row) => [document.id, row]))
    const unknown = queries.find((one) => !rowOf.has(one))
    if (unknown !== undefined) {
      const example = documents[0]?.id ?? "none"
      const sentence = `no record has the id «${unknown}» (an id looks like «${example}»); name its field with --id`
      return yield* new CannotCompare({ file: input, sentence })
    }
    const like = alikeness(
      loadLexicon(),
      documents.map(({ fields }) => fields)
    )
    for (const one of queries) {
      const found = lines(one, documents, like(rowOf.get(one)!, top))
      if (found !== "") yield* Console.log(found)
    }
  }, sayAndEnd(1))
).pipe(Command.withDescription("Find the records most like a given one: possible duplicates"))
