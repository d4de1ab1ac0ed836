import type { Parting, Side } from "@otklik/contract/splits"
import type { MessageId, ThemeId } from "@otklik/contract/vocabulary"
import { textList } from "@otklik/sql/duckdb"
import { type Scope, within } from "@otklik/sql/scope"
import { Effect } from "effect"
import { membership } from "./membership.ts"
import { type Fact, factColumns, Messages } from "./messages.ts"
import type { Overlay } from "./overlay.ts"
import type { SnapshotFile } from "./snapshot-file.ts"
import { tellingWords } from "./telling-words.ts"

/** Messages of each side that are read for their words. */
const read = 150
const quoted = 3

/** A theme's messages as people have decided since, and whether each leaves it; rows of a scope alone may leave. */
const sidesOf = (
  theme: ThemeId,
  { messages, requests }: Pick<Parting, "messages" | "requests">,
  overlay: Overlay,
  scope: Scope
) => {
  const [members, own] = [membership(theme, overlay), within(scope)]
  return {
    sql: `with sided as (
    select *, ${own.sql} as seen, ${own.sql} and (
        coalesce(request in (select unnest($requests::varchar[])), false)
        or message_id in (select unnest($chosen::varchar[]))
    ) as leaves
    from facts
    where ${members.sql}
)`,
    params: {
      ...members.params,
      ...own.params,
      requests: textList(requests),
      chosen: textList(messages)
    }
  }
}

/** Ids of the messages that would leave a theme, and how many would stay. */
export const leaving = Effect.fnUntraced(function* (
  file: SnapshotFile,
  theme: ThemeId,
  parting: Parting,
  overlay: Overlay,
  scope: Scope
) {
  const { params, sql } = sidesOf(theme, parting, overlay, scope)
  const [row] = yield* file.rows(
    `${sql} select
    coalesce(list(message_id order by message_id) filter (where leaves), []) as ids,
    (count(*) filter (where not leaves))::int as stay
from sided`,
    params
  )
  return row as { readonly ids: ReadonlyArray<MessageId>; readonly stay: number }
})

interface Counted {
  readonly leaves: boolean
  readonly messages: number
  readonly schools: number
}

type Read = Fact & { readonly leaves: boolean; readonly place: number }

/** What each side of a split would be: its size, the words that tell it from the other, and quotes. */
export const sides = Effect.fnUntraced(function* (
  file: SnapshotFile,
  theme: ThemeId,
  parting: Parting,
  overlay: Overlay,
  scope: Scope
) {
  const { params, sql } = sidesOf(theme, parting, overlay, scope)
  const counts = (yield* file.rows(
    `${sql} select leaves, count(*)::int as messages, count(distinct school)::int as schools
from sided group by leaves`,
    params
  )) as unknown as ReadonlyArray<Counted>
  const facts = (yield* file.rows(
    `${sql} select ${factColumns.join(", ")}, leaves,
    row_number() over (partition by leaves order by near_copy, strength desc, message_id) as place
from sided where seen
qualify place <= ${read}
order by place`,
    params
  )) as unknown as ReadonlyArray<Read>
  const texts = yield* Messages
  const items = yield* texts.of(file, facts)
  const of = (leaves: boolean) => items.filter((_, i) => facts[i]!.leaves === leaves)
  const [left, stayed] = [of(true), of(false)]
  const words = tellingWords(
    left.map(({ text }) => text),
    stayed.map(({ text }) => text)
  )
  const sideOf = (leaves: boolean): Side => {
    const { messages = 0, schools = 0 } = counts.find((one) => one.leaves === leaves) ?? {}
    return {
      messages,
      schools,
      words: words[leaves ? 0 : 1],
      quotes: (leaves ? left : stayed).slice(0, quoted)
    }
  }
  return { leaves: sideOf(true), stays: sideOf(false) }
})
