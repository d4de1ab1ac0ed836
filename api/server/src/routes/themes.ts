import { theme, themeMessages } from "@otklik/contract/themes"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { type Scope, within } from "@otklik/sql/scope"
import { condition, type MessageSlice } from "@otklik/sql/signals"
import { Effect } from "effect"
import { nextOffset, offsetOf } from "../cursor.ts"
import { fromSnapshot } from "../endpoint.ts"
import { noSuchTheme } from "../failures.ts"
import { fingerprint } from "../fingerprint.ts"
import { type Fact, factColumns, Messages } from "../messages.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { readTheme } from "../theme-detail.ts"

const itemOf = (file: SnapshotFile, id: ThemeId) =>
  Effect.fromNullishOr([...file.backlog, ...file.guides].find((item) => item.theme === id)).pipe(
    Effect.mapError(() => noSuchTheme)
  )

export const themeRoute = fromSnapshot(
  theme,
  Effect.fnUntraced(function* (file, { params: { id }, scope }) {
    const item = yield* itemOf(file, id)
    const { quotes, ...detail } = yield* file.query((db) => readTheme(db, id, scope))
    const texts = yield* Messages
    return {
      snapshot: file.id,
      asOf: file.asOf,
      item,
      schoolsTotal: file.schools,
      ...detail,
      quotes: yield* texts.of(file, quotes)
    }
  })
)

interface Window {
  readonly slice: MessageSlice
  readonly scope: Scope
  readonly limit: number
  readonly offset: number
}

const pageOf = (file: SnapshotFile, id: ThemeId, { limit, offset, scope, slice }: Window) => {
  const [narrowed, own] = [condition(slice), within(scope)]
  const params = { ...narrowed.params, ...own.params }
  const where = `theme = $theme and ${narrowed.sql} and ${own.sql}`
  const page = `select ${factColumns.join(", ")} from facts where ${where}
order by created_at desc, message_id limit ${limit} offset ${offset}`
  const count = `select count(*)::int as total from facts where ${where}`
  return Effect.all(
    {
      facts: file.rows(page, { ...params, theme: id }) as Effect.Effect<unknown> as Effect.Effect<
        ReadonlyArray<Fact>
      >,
      total: Effect.map(file.rows(count, { ...params, theme: id }), ([row]) => Number(row?.["total"]))
    },
    { concurrency: 2 }
  )
}

export const themeMessagesRoute = fromSnapshot(
  themeMessages,
  Effect.fnUntraced(function* (file, { params: { id }, query: { cursor, limit, ...filters }, scope }) {
    yield* itemOf(file, id)
    const { text: _, ...slice } = filters
    const bound = { snapshot: file.id, filters: fingerprint(themeMessages.url, id, filters) }
    const offset = yield* offsetOf(bound, cursor)
    const { facts, total } = yield* pageOf(file, id, { slice, scope, limit, offset })
    const texts = yield* Messages
    return {
      snapshot: file.id,
      total,
      items: yield* texts.of(file, facts),
      next: nextOffset(bound, offset, limit, total)
    }
  })
)
