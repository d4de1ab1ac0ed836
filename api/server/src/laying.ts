import type { BacklogItem } from "@otklik/contract/backlog"
import { type DuckDbError, textList } from "@otklik/sql/duckdb"
import { condition, type MessageSlice } from "@otklik/sql/signals"
import { Effect } from "effect"
import type { Overlay } from "./overlay.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

interface Counted {
  readonly theme: string
  readonly messages: number
  readonly schools: number
  readonly people: number
}

const sourcesOf =
  "select distinct theme from facts where theme is not null and message_id in (select unnest($messages::varchar[]))"

/** Messages where people put them: each moved one in its new theme, the rest of a merged theme in the one it joined. */
const countAs = (slice: string) => `
with moved as (
    select unnest($messages::varchar[]) as message_id, unnest($goals::varchar[]) as goal
),
joined as (
    select unnest($merged::varchar[]) as theme, unnest($into::varchar[]) as goal
),
laid as (
    select
        if(moved.message_id is null, coalesce(joined.goal, facts.theme), nullif(moved.goal, '')) as goal,
        school,
        coalesce(school, '~' || author, '~~' || message_id) as voice,
        coalesce(author, message_id) as person
    from facts
    left join moved using (message_id)
    left join joined using (theme)
    where ${slice}
        and (list_contains($affected::varchar[], facts.theme) or moved.message_id is not null)
)
select
    goal as theme,
    count(*)::int as messages,
    count(distinct school)::int as schools,
    count(distinct (voice, person))::int as people
from laid
where goal is not null
group by goal`

const counted = Effect.fnUntraced(function* (
  file: SnapshotFile,
  { joined, moves }: Overlay,
  slice: MessageSlice
) {
  if (joined.size === 0 && moves.length === 0) return new Map<string, Counted>()
  const messages = textList(moves.map(({ message }) => message))
  const sources = yield* file.rows(sourcesOf, { messages })
  const goals = moves.map(({ theme }) => theme ?? "")
  const affected = [...[...joined].flat(), ...goals, ...sources.map((row) => String(row["theme"]))]
  const narrowed = condition(slice)
  const rows = yield* file.rows(countAs(narrowed.sql), {
    ...narrowed.params,
    messages,
    goals: textList(goals),
    merged: textList(joined.keys()),
    into: textList(joined.values()),
    affected: textList(new Set(affected))
  })
  return new Map((rows as unknown as ReadonlyArray<Counted>).map((row) => [row.theme, row]))
})

const laidOver = (item: BacklogItem, overlay: Overlay, counts: ReadonlyMap<string, Counted>): BacklogItem => {
  const count = counts.get(item.theme)
  const changed = count !== undefined && count.messages !== item.messages
  const pending = overlay.pending.has(item.theme) || changed
  return {
    ...item,
    ...overlay.themes.get(item.theme),
    ...(count !== undefined && {
      messages: count.messages,
      schools: count.schools,
      people: count.people,
      share: item.schools === 0 ? item.share : Math.min(1, (item.share * count.schools) / item.schools)
    }),
    ...(pending && { pending })
  }
}

/**
 * Items of a snapshot as people have decided since: titles, stages and verdicts are theirs, merged themes are one, and
 * their messages, schools and people are counted where they are now. Ranks and scores wait for the next build.
 */
export const lay = (
  file: SnapshotFile,
  overlay: Overlay,
  slice: MessageSlice,
  items: ReadonlyArray<BacklogItem>
): Effect.Effect<ReadonlyArray<BacklogItem>, DuckDbError> =>
  Effect.map(counted(file, overlay, slice), (counts) =>
    items.filter(({ theme }) => !overlay.joined.has(theme)).map((item) => laidOver(item, overlay, counts))
  )
