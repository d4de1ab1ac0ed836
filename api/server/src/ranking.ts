import type { BacklogItem, Sort } from "@otklik/contract/backlog"
import { measures, rank } from "@otklik/contract/score"
import type { SliceQuery } from "@otklik/contract/slice"
import type { DuckDbError } from "@otklik/sql/duckdb"
import { condition, type MessageSlice, narrows, signals, type ThemeSignals } from "@otklik/sql/signals"
import { Effect } from "effect"
import { matching } from "./search.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

/** What a slice of messages makes of the backlog. */
export interface Ranking {
  readonly sliced: boolean
  readonly items: ReadonlyArray<BacklogItem>
}

const weeksBack = 12

/** Messages of a slice by theme in each of the twelve weeks up to the snapshot's last, oldest first. */
const weeksOf = (slice: MessageSlice) => {
  const { params, sql } = condition(slice)
  return {
    sql: `with last as (select date_trunc('week', as_of_day)::date as monday from snapshot),
counted as (
    select theme, ${weeksBack - 1} - ((last.monday - week) // 7)::int as place, count(*)::int as messages
    from facts cross join last
    where theme is not null and week > last.monday - ${weeksBack * 7} and ${sql}
    group by all
)
select theme, list(place order by place) as places, list(messages order by place) as messages
from counted group by theme`,
    params
  }
}

interface Weeks {
  readonly theme: string
  readonly places: ReadonlyArray<number>
  readonly messages: ReadonlyArray<number>
}

const spread = ({ messages, places }: Weeks): ReadonlyArray<number> => {
  const weeks = Array.from({ length: weeksBack }, () => 0)
  places.forEach((place, i) => (weeks[place] = messages[i]!))
  return weeks
}
const quiet: ReadonlyArray<number> = Array.from({ length: weeksBack }, () => 0)

const shareOf = ({ schools, schoolsTotal }: ThemeSignals) => (schoolsTotal === 0 ? 0 : schools / schoolsTotal)

/** The backlog of a slice with its own signals, scores and ranks; its themes are described as in the whole. */
const ranked = Effect.fnUntraced(function* (file: SnapshotFile, slice: MessageSlice) {
  const known = new Map<string, BacklogItem>(file.backlog.map((item) => [item.theme, item]))
  const gather = signals(slice, file.model)
  const count = weeksOf(slice)
  const [heard, weekRows] = yield* Effect.all(
    [file.rows(gather.sql, gather.params), file.rows(count.sql, count.params)],
    { concurrency: 2 }
  )
  const weeks = new Map((weekRows as unknown as ReadonlyArray<Weeks>).map((row) => [row.theme, spread(row)]))
  const asking = (heard as unknown as ReadonlyArray<ThemeSignals>)
    .filter(({ theme }) => known.has(theme))
    .map((theme) => ({ ...theme, measures: measures(theme, file.model) }))
  return rank(asking, file.model).map(({ item, parts, rank: place, score }): BacklogItem => ({
    ...known.get(item.theme)!,
    rank: place,
    interval: null,
    score,
    parts,
    measures: item.measures,
    schools: item.schools,
    share: shareOf(item),
    messages: item.messages,
    people: item.people,
    weeks: weeks.get(item.theme) ?? quiet
  }))
})

const points = (part: "severity" | "trend") => (item: BacklogItem) =>
  item.parts.find((it) => it.part === part)?.points ?? 0
const most = (measure: (item: BacklogItem) => number) => (a: BacklogItem, b: BacklogItem) =>
  measure(b) - measure(a) || a.rank - b.rank
const alphabet = new Intl.Collator("ru", { numeric: true })

const orders: Readonly<Record<Sort, (a: BacklogItem, b: BacklogItem) => number>> = {
  rank: (a, b) => a.rank - b.rank,
  schools: most(({ schools }) => schools),
  messages: most(({ messages }) => messages),
  trend: most(points("trend")),
  severity: most(points("severity")),
  title: (a, b) => alphabet.compare(a.title, b.title) || a.rank - b.rank
}

/** The filtered backlog in order. A search by text chooses among themes and leaves every rank as it was. */
export const ranking = (
  file: SnapshotFile,
  { sort, text, ...slice }: SliceQuery & { readonly sort: Sort }
): Effect.Effect<Ranking, DuckDbError> => {
  const sliced = narrows(slice)
  const found = text === undefined ? () => true : matching(text)
  return Effect.map(sliced ? ranked(file, slice) : Effect.succeed(file.backlog), (items) => ({
    sliced,
    items: items.filter(({ keyphrases, title }) => found([title, ...keyphrases])).toSorted(orders[sort])
  }))
}
