import type { ThemeId } from "@otklik/contract/vocabulary"
import type { Statement } from "@otklik/sql/signals"
import { condition, type MessageSlice } from "@otklik/sql/signals"
import { type Scope, within } from "@otklik/sql/scope"
import { Effect } from "effect"
import { fingerprint } from "./fingerprint.ts"
import { type Fact, factColumns } from "./messages.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

/** A message that nobody has decided when the snapshot was built. */
export interface Waiting extends Fact {
  readonly theme: ThemeId | null
  /** how sure its suggested verdict is, 0 to 1 */
  readonly verdict_probability: number
  /** the words that decided it, as the build knows them */
  readonly words: ReadonlyArray<string>
}

/** Which messages somebody looks at: a slice of those of a scope, of one school where it is named. */
export interface Desk {
  readonly slice: MessageSlice
  readonly scope: Scope
  readonly school: string | undefined
  /** messages before this id are read blind: what they are taken for must not show, neither by place nor by filter */
  readonly blind: string
}

const whereOf = ({ blind, school, scope, slice }: Desk): Statement => {
  const [narrowed, own] = [condition(slice), within(scope)]
  const known = slice.verdict === undefined ? "" : " and message_id >= $blind"
  return {
    sql: `${narrowed.sql} and ${own.sql}${school === undefined ? "" : " and school = $desk"}${known}`,
    params: {
      ...narrowed.params,
      ...own.params,
      blind,
      ...(school === undefined ? {} : { desk: school })
    }
  }
}

/**
 * Uncertainty × impact × age: an unsure grave message of a while ago first. What is repeated is read once, and what
 * a person said of a message is sure; of what is read blind, everybody is half sure.
 */
const order = `(1.05 - if(message_id < $blind, 0.5, verdict_probability)) * (0.25 + severity) * ln(2 + date_diff('day', created_at, (select as_of from snapshot)))`

const idBytes = 16
const mostKept = 50_000

/** How many wait at a desk and the ids of the first of them, in their order, as they stand in the snapshot. */
const orderOf = (file: SnapshotFile, desk: Desk) => {
  const key = fingerprint(
    "waiting",
    desk.slice,
    desk.school,
    desk.blind,
    desk.scope === "all" || [...desk.scope].toSorted()
  )
  const kept = file.pages.get(key)
  if (kept !== undefined) return Effect.succeed(kept)
  const { params, sql } = whereOf(desk)
  return Effect.map(
    file.rows(
      `select
    message_id,
    count(*) filter (where verdict_probability < 1 or message_id < $blind) over ()::int as total
from facts
where ${sql} and echo is null
order by ${order} desc, message_id limit ${mostKept}`,
      params
    ),
    (rows) => {
      const total = Buffer.alloc(idBytes)
      total.writeUInt32LE(Number(rows[0]?.["total"] ?? 0))
      const ids = Buffer.concat([total, Buffer.from(rows.map((row) => row["message_id"]).join(""), "hex")])
      file.pages.set(key, ids)
      return ids
    }
  )
}

/** The ids that wait at a desk, first those to be read first, and how many wait in all. */
export const waitingIds = (file: SnapshotFile, desk: Desk) =>
  Effect.map(orderOf(file, desk), (kept) => ({
    total: kept.readUInt32LE(),
    count: kept.length / idBytes - 1,
    /** `limit` ids from the place `from` on */
    from: (from: number, limit: number): ReadonlyArray<string> => {
      const until = Math.min(kept.length / idBytes - 1, from + limit)
      return Array.from({ length: Math.max(0, until - from) }, (_, i) =>
        kept.toString("hex", (from + i + 1) * idBytes, (from + i + 2) * idBytes)
      )
    }
  }))

const listed = (name: string, values: ReadonlyArray<string>): Statement => ({
  sql: values.map((_, i) => `$${name}${i}`).join(", "),
  params: Object.fromEntries(values.map((value, i) => [`${name}${i}`, value]))
})

/** Some messages by their ids, in the order given. */
export const readWaiting = (file: SnapshotFile, ids: ReadonlyArray<string>) => {
  if (ids.length === 0) return Effect.succeed([])
  const { params, sql } = listed("m", ids)
  return Effect.map(
    file.rows(
      `select ${factColumns.join(", ")}, theme, verdict_probability, coalesce(words, []) as words
from facts left join verdict_reasons using (because) where message_id in (${sql})`,
      params
    ),
    (rows) => {
      const byId = new Map(
        (rows as unknown as ReadonlyArray<Waiting>).map((row) => [row.message_id as string, row])
      )
      return ids.flatMap((id) => byId.get(id) ?? [])
    }
  )
}

/** For each of some themes the message of a scope that speaks for it best. */
export const speakers = (file: SnapshotFile, themes: ReadonlyArray<ThemeId>, scope: Scope) => {
  if (themes.length === 0) return Effect.succeed([])
  const [own, those] = [within(scope), listed("t", themes)]
  return file.rows(
    `select ${factColumns.join(", ")}, theme from facts
where theme in (${those.sql}) and ${own.sql}
qualify row_number() over (partition by theme order by strength desc, message_id) = 1`,
    { ...own.params, ...those.params }
  ) as Effect.Effect<unknown> as Effect.Effect<ReadonlyArray<Fact & { readonly theme: ThemeId }>>
}
