import { Clock, Duration, Effect, FileSystem, Option } from "effect"
import type { Kysely } from "kysely"
import { Database } from "../database.ts"
import type { PeopleTables } from "../people-tables.ts"
import { rowsOf } from "./append.ts"
import { buildLine } from "./build-line.ts"
import { draftPrefix, lastIn, type Lines, put } from "./decision-files.ts"
import { readOn } from "./read.ts"

type Db = Kysely<PeopleTables>

const page = 5_000
/** No export that runs holds a draft for so long: whose it was, was killed. */
const abandoned = Duration.toMillis("10 minutes")

/** The next decisions that builds hold, as lines; null where there are none. */
const linesAfter = async (db: Db, after: number): Promise<Lines | null> => {
  const rows = await readOn(db, after, page)
  if (rows.length === 0) return null
  const undone = await rowsOf(
    db,
    rows.flatMap(({ change }) => (change.kind === "undo" ? [change.undoes] : []))
  )
  const byId = new Map<string, (typeof undone)[number]>(undone.map((row) => [row.id, row]))
  const lines = rows.flatMap((row) => buildLine(row, (id) => byId.get(id)) ?? [])
  if (lines.length === 0) return rows.length < page ? null : linesAfter(db, rows.at(-1)!.sequence)
  return {
    last: lines.at(-1)!.seq,
    text: lines.map((line) => `${JSON.stringify(line)}\n`).join("")
  }
}

const sweepAt = Effect.fnUntraced(function* (path: string, now: number) {
  const files = yield* FileSystem.FileSystem
  const { mtime } = yield* files.stat(path)
  const age = now - Option.getOrElse(mtime, () => new Date(now)).getTime()
  if (age > abandoned) yield* files.remove(path, { recursive: true, force: true })
})

/** Takes away what exports that were killed left half written. */
const sweep = Effect.fnUntraced(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const now = yield* Clock.currentTimeMillis
  const drafts = (yield* files.readDirectory(folder)).filter((name) => name.startsWith(draftPrefix))
  yield* Effect.forEach(drafts, (name) => Effect.ignore(sweepAt(`${folder}/${name}`, now)), { discard: true })
})

/**
 * Writes what was decided since the last export, and builds hold, into new files of a store's `decisions` folder, each
 * named after the last decision in it. Two at once write the same lines, which builds read as one. Gives the files
 * written.
 */
export const exportDecisions = Effect.fn("exportDecisions")(function* (folder: string) {
  const { query } = yield* Database
  const files = yield* FileSystem.FileSystem
  yield* files.makeDirectory(folder, { recursive: true })
  yield* sweep(folder)
  let last = yield* lastIn(folder)
  for (let written = 0; ; written++) {
    const after = last
    const lines = yield* query("export decisions", (db) => linesAfter(db, after))
    if (lines === null) return written
    yield* put(folder, lines)
    last = lines.last
  }
})
