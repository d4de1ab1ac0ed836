import type { MessageItem } from "@otklik/contract/messages"
import type { FactsTable } from "@otklik/sql/tables.gen"
import { Context, Effect, Layer } from "effect"
import { type Failure, textsUnreadable } from "./failures.ts"
import { pageCache } from "./page-cache.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

export type Fact = Pick<
  FactsTable,
  | "message_id"
  | "source"
  | "family"
  | "created_at"
  | "school"
  | "district"
  | "role"
  | "service"
  | "language"
  | "verdict"
>

export const factColumns = [
  "message_id",
  "source",
  "family",
  "created_at",
  "school",
  "district",
  "role",
  "service",
  "language",
  "verdict"
] as const satisfies ReadonlyArray<keyof Fact>

const day = 86_400_000
const monthOf = (instant: number) => new Date(instant).toISOString().slice(0, 7)

/** The month of a message may be told in UTC or in its source's own time: it may lie in either. */
const placesOf = ({ created_at, source }: Fact) =>
  [-day, 0, day].map((shift) => `${source} ${monthOf(created_at.getTime() + shift)}`)

interface Shelf {
  readonly path: string
  readonly ids: ReadonlyArray<string>
}

/** The landed files that may hold some messages, and which of them each may hold. */
const shelvesOf = (file: SnapshotFile, facts: ReadonlyArray<Fact>) => {
  const wanted = new Map<string, Set<string>>()
  for (const fact of facts)
    for (const place of placesOf(fact))
      wanted.set(place, (wanted.get(place) ?? new Set()).add(fact.message_id))
  const sources = [...new Set(facts.map(({ source }) => source))]
  return file
    .query((db) =>
      db
        .selectFrom("landed_files")
        .select(["path", "source", "month"])
        .where("source", "in", sources)
        .execute()
    )
    .pipe(
      Effect.map((files) =>
        files.flatMap(({ month, path, source }): ReadonlyArray<Shelf> => {
          const ids = wanted.get(`${source} ${month}`)
          return ids === undefined ? [] : [{ path, ids: [...ids] }]
        })
      )
    )
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** One look into each file, the values of its `in` list bound by name: constants let the reader skip row groups by their bounds. */
const lookup = (store: string, shelves: ReadonlyArray<Shelf>) => {
  const names = new Map([...new Set(shelves.flatMap(({ ids }) => ids))].map((id, i) => [id, `m${i}`]))
  const looks = shelves.map(
    ({ ids, path }) => `select message_id, coalesce(nullif(text, ''), subject, '') as text
from read_parquet(${quoted(`${store}/${path}`)})
where message_id in (${ids.map((id) => `$${names.get(id)}`).join(", ")})`
  )
  return {
    sql: looks.join("\nunion all\n"),
    params: Object.fromEntries([...names].map(([id, name]) => [name, id]))
  }
}

const itemOf = ({ created_at, message_id, ...fact }: Fact, text: string): MessageItem => ({
  id: message_id,
  createdAt: created_at.toISOString(),
  text,
  ...fact
})

/** What was read lately, in UTF-8: a message's text never changes. */
const keptBytes = 16 * 1024 * 1024

const make = (store: string) => {
  const kept = pageCache(keptBytes)
  const read = Effect.fn(function* (file: SnapshotFile, facts: ReadonlyArray<Fact>) {
    const shelves = yield* shelvesOf(file, facts)
    const { params, sql } = lookup(store, shelves)
    const rows = shelves.length === 0 ? [] : yield* file.rows(sql, params)
    return new Map(rows.map((row) => [String(row["message_id"]), String(row["text"])]))
  })
  const texts = Effect.fn(function* (file: SnapshotFile, facts: ReadonlyArray<Fact>) {
    const known = new Map(
      facts.flatMap(({ message_id: id }) => {
        const text = kept.get(id)
        return text === undefined ? [] : [[id as string, text.toString()] as const]
      })
    )
    const unknown = facts.filter(({ message_id }) => !known.has(message_id))
    const found = unknown.length === 0 ? new Map<string, string>() : yield* read(file, unknown)
    for (const [id, text] of found) kept.set(id, Buffer.from(text))
    return new Map([...known, ...found])
  })
  return {
    /** Facts with their texts, in the order given, read from the landed files of their sources and months alone. */
    of: (
      file: SnapshotFile,
      facts: ReadonlyArray<Fact>
    ): Effect.Effect<ReadonlyArray<MessageItem>, Failure> =>
      facts.length === 0
        ? Effect.succeed([])
        : Effect.map(texts(file, facts), (found) =>
            facts.map((fact) => itemOf(fact, found.get(fact.message_id) ?? ""))
          ).pipe(
            Effect.tapError((error) => Effect.logError("texts unreadable", error)),
            Effect.mapError(() => textsUnreadable)
          )
  }
}

/** The texts of messages: they stay in the landed files that all snapshots share. */
export class Messages extends Context.Service<Messages, ReturnType<typeof make>>()("server/Messages") {
  static readonly layer = (store: string) => Layer.succeed(Messages, make(store))
}
