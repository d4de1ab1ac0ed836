import { theme, themeMessages } from "@otklik/contract/themes"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { type Scope, within } from "@otklik/sql/scope"
import { condition, type MessageSlice, type Statement } from "@otklik/sql/signals"
import { Effect } from "effect"
import { nextOffset, offsetOf } from "../cursor.ts"
import { overSnapshot } from "../endpoint.ts"
import { noSuchTheme } from "../failures.ts"
import { fingerprint } from "../fingerprint.ts"
import { type Fact, factColumns, Messages } from "../messages.ts"
import { lay } from "../laying.ts"
import { leftOver } from "../left-over.ts"
import { membership } from "../membership.ts"
import type { Overlay } from "../overlay.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { readTheme } from "../theme-detail.ts"

const itemOf = (file: SnapshotFile, id: ThemeId) =>
  Effect.fromNullishOr([...file.backlog, ...file.guides].find((item) => item.theme === id)).pipe(
    Effect.mapError(() => noSuchTheme)
  )

/** The theme that an old link leads to now: one that was merged away, by hand, is the one it became part of. */
const foundBy = (id: ThemeId, { merged }: Overlay) => merged.get(id) ?? id

export const themeRoute = overSnapshot(
  theme,
  Effect.fnUntraced(function* (file, { params, scope }, overlay) {
    const id = foundBy(params.id, overlay)
    const [item] = yield* lay(file, overlay, {}, [yield* itemOf(file, id)])
    if (item === undefined) return yield* noSuchTheme
    const told = yield* file.query((db) => readTheme(db, id, scope))
    const { quotes, ...detail } = yield* leftOver(file, id, overlay, told)
    const texts = yield* Messages
    return {
      snapshot: file.id,
      asOf: file.asOf,
      item,
      ...(id !== params.id && { mergedFrom: params.id }),
      schoolsTotal: file.schools,
      ...detail,
      quotes: yield* texts.of(file, quotes)
    }
  })
)

interface Window {
  readonly members: Statement
  readonly slice: MessageSlice
  readonly scope: Scope
  readonly limit: number
  readonly offset: number
}

const pageOf = (file: SnapshotFile, { limit, members, offset, scope, slice }: Window) => {
  const [narrowed, own] = [condition(slice), within(scope)]
  const params = { ...narrowed.params, ...own.params, ...members.params }
  const where = `${members.sql} and ${narrowed.sql} and ${own.sql}`
  const page = `select ${factColumns.join(", ")} from facts where ${where}
order by created_at desc, message_id limit ${limit} offset ${offset}`
  const count = `select count(*)::int as total from facts where ${where}`
  return Effect.all(
    {
      facts: file.rows(page, params) as Effect.Effect<unknown> as Effect.Effect<ReadonlyArray<Fact>>,
      total: Effect.map(file.rows(count, params), ([row]) => Number(row?.["total"]))
    },
    { concurrency: 2 }
  )
}

export const themeMessagesRoute = overSnapshot(
  themeMessages,
  Effect.fnUntraced(function* (file, { params, query: { cursor, limit, ...filters }, scope }, overlay) {
    const id = foundBy(params.id, overlay)
    yield* itemOf(file, id)
    const { text: _, ...slice } = filters
    const bound = { snapshot: file.id, filters: fingerprint(themeMessages.url, id, filters) }
    const offset = yield* offsetOf(bound, cursor)
    const { facts, total } = yield* pageOf(file, {
      members: membership(id, overlay),
      slice,
      scope,
      limit,
      offset
    })
    const texts = yield* Messages
    return {
      snapshot: file.id,
      total,
      items: yield* texts.of(file, facts),
      next: nextOffset(bound, offset, limit, total)
    }
  })
)
