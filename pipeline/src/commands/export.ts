import { DuckDb } from "@otklik/sql/duckdb"
import type { ExportColumn, ExportRow } from "@otklik/sql/export/cell"
import { csv } from "@otklik/sql/export/csv"
import { type Holding, holding, holdings } from "@otklik/sql/export/holding"
import { jsonl } from "@otklik/sql/export/jsonl"
import { mostRows, TooLargeForXlsx, xlsx } from "@otklik/sql/export/xlsx"
import type { Statement } from "@otklik/sql/signals"
import { Console, Effect, FileSystem, Path, Schema, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { putInPlace } from "../warehouse/durable.ts"
import { openSnapshot } from "../warehouse/open-snapshot.ts"
import { Store } from "../warehouse/store.ts"
import { sayAndEnd } from "./ended.ts"
import { grouped } from "./progress-bar.ts"

const formats = ["csv", "xlsx", "jsonl", "parquet"] as const
type Format = (typeof formats)[number]

export class LandedFileGone extends Schema.TaggedError<LandedFileGone>()("LandedFileGone", {
  path: Schema.String
}) {
  override get message() {
    return `${this.path} is gone, and the snapshot needs it for texts and ids. Put it back from a backup, or build a snapshot without it: otklik build.`
  }
}

const landedPaths = Effect.gen(function* () {
  const db = yield* DuckDb
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const { root } = yield* Store
  const rows = yield* db.rows("select path from landed_files order by path")
  const paths = rows.map((row) => path.join(root, String(row["path"])))
  for (const one of paths) if (!(yield* files.exists(one))) return yield* new LandedFileGone({ path: one })
  return paths
})

const columnsOf = Effect.fn(function* ({ params, sql }: Statement) {
  const db = yield* DuckDb
  const rows = yield* db.rows(`describe ${sql}`, params)
  return rows.map((row): ExportColumn => ({ name: String(row["column_name"]) }))
})

const rowsOf = ({ params, sql }: Statement) =>
  Stream.unwrap(
    DuckDb.use((db) =>
      Effect.succeed(
        db.batches(sql, params).pipe(
          Stream.map((columns) => {
            const count = columns[0]?.length ?? 0
            return Array.from({ length: count }, (_, i) => columns.map((column) => column[i]) as ExportRow)
          })
        )
      )
    )
  )

/** Rows as text, one chunk of the file a batch. */
const asText = (statement: Statement, head: string, line: (row: ExportRow) => string) =>
  Stream.concat(
    Stream.make(head),
    rowsOf(statement).pipe(Stream.map((rows) => rows.map(line).join("")))
  ).pipe(Stream.encodeText)

const writeText = Effect.fn(function* (statement: Statement, format: "csv" | "jsonl", draft: string) {
  const files = yield* FileSystem.FileSystem
  const columns = yield* columnsOf(statement)
  const bytes =
    format === "csv" ? asText(statement, csv.head(columns), csv.row) : asText(statement, "", jsonl(columns))
  yield* Stream.run(bytes, files.sink(draft))
})

const writeXlsx = Effect.fn(function* (what: Holding, statement: Statement, rows: number, draft: string) {
  const files = yield* FileSystem.FileSystem
  const columns = yield* columnsOf(statement)
  const most = mostRows(columns.length)
  if (rows > most) return yield* new TooLargeForXlsx({ rows, most })
  const all = yield* Stream.runCollect(rowsOf(statement))
  yield* files.writeFile(draft, yield* xlsx(what, columns, all.flat()))
})

const writeParquet = ({ params, sql }: Statement, draft: string) =>
  DuckDb.use((db) =>
    db.run(`copy (${sql}) to '${draft.replaceAll("'", "''")}' (format parquet, compression zstd)`, params)
  )

const counted = Effect.fn(function* ({ params, sql }: Statement) {
  const db = yield* DuckDb
  const [row] = yield* db.rows(`select count(*)::int as rows from (${sql})`, params)
  return Number(row?.["rows"] ?? 0)
})

const write = Effect.fn(function* (what: Holding, format: Format, draft: string) {
  const statement = holding(what, yield* landedPaths)
  const rows = yield* counted(statement)
  if (format === "parquet") yield* writeParquet(statement, draft)
  else if (format === "xlsx") yield* writeXlsx(what, statement, rows, draft)
  else yield* writeText(statement, format, draft)
  return rows
})

/** The file appears whole under its name or not at all. */
const exportTo = Effect.fn("export")(function* (what: Holding, format: Format, out: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const target = path.resolve(out)
  const draft = `${target}.part`
  yield* files.makeDirectory(path.dirname(target), { recursive: true })
  const rows = yield* write(what, format, draft).pipe(
    Effect.tap(() => putInPlace(draft, target)),
    Effect.onError(() => files.remove(draft, { force: true }).pipe(Effect.ignore))
  )
  yield* Console.log(`${what}: ${grouped(rows)} rows in ${out}`)
})

export const exportCommand = Command.make(
  "export",
  {
    what: Argument.Literals("WHAT", holdings).pipe(
      Argument.withDescription(
        "backlog: ranked themes; themes: all of them; assignments: id and theme of every message; messages: with their texts"
      )
    ),
    format: Flag.Literals("format", formats).pipe(
      Flag.withDefault("csv" as const),
      Flag.withDescription("csv and xlsx open in Excel by a double click; jsonl and parquet are for machines")
    ),
    out: Flag.String("out").pipe(Flag.withDescription("File to write"))
  },
  ({ format, out, what }) =>
    exportTo(what, format, out).pipe(Effect.provide(openSnapshot), sayAndEnd(1), Effect.provide(Store.layer))
).pipe(Command.withDescription("Write what the served snapshot holds into a file"))
