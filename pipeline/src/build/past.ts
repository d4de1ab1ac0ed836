import { listValue } from "@duckdb/node-api"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Option, Stream } from "effect"
import { attachReadOnly } from "../warehouse/attach.ts"
import { Store } from "../warehouse/store.ts"

/** What the snapshot that a build goes on from knew of the messages that are landed now. */
export interface Past {
  /** number of the theme of each message, -1 where it was in none or is new; absent without a snapshot before */
  readonly previous: Int32Array | undefined
  readonly titles: ReadonlyMap<number, string>
  /** places of the messages that spoke for each theme */
  readonly quotes: ReadonlyMap<number, ReadonlyArray<number>>
  /** the new theme of each split that a build has made */
  readonly splits: ReadonlyMap<number, number>
}

const nothing: Past = { previous: undefined, titles: new Map(), quotes: new Map(), splits: new Map() }

const layBefore = `
insert into raw.before
select landed.rowid::int as n, facts.theme[2:]::int as theme
from raw.landed as landed
join past.facts as facts using (message_id)
order by n;
insert into raw.before_themes
select theme[2:]::int as theme, title from past.themes order by theme;`

const readPlaces = Effect.fn(function* (messages: number) {
  const db = yield* DuckDb
  const previous = new Int32Array(messages).fill(-1)
  yield* db.batches("select n, theme from raw.before where theme is not null").pipe(
    Stream.runForEach(([places = [], themes = []]) =>
      Effect.sync(() => {
        for (let i = 0; i < places.length; i++) previous[Number(places[i])] = Number(themes[i])
      })
    )
  )
  return previous
})

const quotesOf = `
select quotes.theme[2:]::int as theme, landed.rowid::int as place
from past.theme_quotes as quotes
join raw.landed as landed using (message_id)
order by theme, quotes.position`

const splitsOf =
  "select seq, theme[2:]::int as theme from past.theme_decisions where kind = 'split' and holds"

const read = Effect.fn(function* (messages: number) {
  const db = yield* DuckDb
  yield* db.run(layBefore)
  const themes = yield* db.rows("select theme, title from raw.before_themes")
  const quotes = yield* db.rows(quotesOf)
  const splits = yield* db.rows(splitsOf).pipe(Effect.orElseSucceed(() => []))
  const byTheme = Map.groupBy(quotes, ({ theme }) => Number(theme))
  return {
    previous: yield* readPlaces(messages),
    titles: new Map(themes.map(({ theme, title }) => [Number(theme), String(title)])),
    quotes: new Map(
      [...byTheme].map(([theme, rows]) => [theme, rows.map(({ place }) => Number(place))] as const)
    ),
    splits: new Map(splits.map(({ seq, theme }) => [Number(seq), Number(theme)]))
  } satisfies Past
})

/** Reads the snapshot before and lays it into `raw.before` for the models that tell what changed. */
export const readPast = Effect.fn("readPast")(function* (id: Option.Option<string>, messages: number) {
  if (Option.isNone(id)) return nothing
  const store = yield* Store
  const db = yield* DuckDb
  yield* attachReadOnly(store.snapshot(id.value), "past")
  const past = yield* read(messages)
  yield* db.run("detach past")
  return past
})

/** Places of messages by their ids; ids that have not landed are left out. */
export const placesOf = Effect.fn("placesOf")(function* (ids: ReadonlyArray<string>) {
  if (ids.length === 0) return new Map<string, number>()
  const db = yield* DuckDb
  const rows = yield* db.rows(
    "select message_id, rowid::int as place from raw.landed where message_id in (select unnest($ids::varchar[]))",
    { ids: listValue([...ids]) }
  )
  return new Map(rows.map(({ message_id, place }) => [String(message_id), Number(place)]))
})
