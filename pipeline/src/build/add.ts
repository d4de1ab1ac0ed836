import { standard } from "@otklik/contract/score"
import type { Priority, Service } from "@otklik/contract/vocabulary"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Option, Stream } from "effect"
import { Settings } from "../settings.ts"
import type { Placing } from "../themes/place.ts"
import { tallied } from "../themes/tally.ts"
import { attachReadOnly } from "../warehouse/attach.ts"
import { Store } from "../warehouse/store.ts"
import { readTally } from "../warehouse/tally-files.ts"
import { layCampaigns } from "./campaigns.ts"
import { Engine, type Judgement } from "./engine.ts"
import { type Gathered, makeModels } from "./gather.ts"
import type { Landed } from "./landed.ts"
import { step, type Travelled } from "./step.ts"

/** Lays all that the snapshot before knew of its messages and themes, as if it had been found now. */
const layPast = `
insert into raw.before
select landed.rowid::int as n, facts.theme[2:]::int as theme
from raw.landed as landed
join past.facts as facts using (message_id);
insert into raw.before_themes select theme[2:]::int, title from past.themes;
insert into raw.placed
select landed.rowid::int, facts.theme[2:]::int, split_part(facts.request, '-', 2)::int, facts.strength,
    facts.near_copy, facts.verdict, facts.severity, facts.service
from raw.landed as landed
join past.facts as facts using (message_id);
insert into raw.themes
select theme[2:]::int, title, keyphrases, direction, service, verdict, cohesion, coarse[2:]::int,
    list_filter(flags, lambda flag: flag not in ('campaign', 'one_school', 'few_data'))
from past.themes;
insert into raw.quotes
select theme[2:]::int, position, landed.rowid::int
from past.theme_quotes as quotes
join raw.landed as landed using (message_id);
insert into raw.requests select theme[2:]::int, split_part(request, '-', 2)::int, title from past.theme_requests;
insert into raw.similar select theme[2:]::int, position, other[2:]::int, similarity from past.theme_similar;
insert into raw.lineage
select theme[2:]::int, theme[2:]::int, count(*)::int, 1 from past.facts where theme is not null group by theme;
insert into raw.decisions select seq, kind, theme[2:]::int, holds from past.theme_decisions;`

const oldOnes = "rowid in (select n from raw.before)"

interface Added extends Placing {
  readonly places: Int32Array
  readonly judgements: ReadonlyArray<Judgement>
}

const layAdded = Effect.fn(function* ({ judgements, places, strength, theme }: Added) {
  const db = yield* DuckDb
  yield* db.append(
    ["raw", "placed"],
    [
      places,
      Array.from(theme, (number) => (number < 0 ? null : number)),
      Array.from(places, () => null),
      strength,
      Array.from(places, () => false),
      judgements.map(({ verdict }) => verdict),
      judgements.map(({ severity }) => severity),
      judgements.map(({ service }) => service)
    ]
  )
})

/** What the themes of the snapshot before say: kept beside it, or counted again from its texts. */
const tallyBefore = Effect.fn(function* (id: string) {
  const kept = yield* readTally(id)
  if (Option.isSome(kept)) return kept.value
  const db = yield* DuckDb
  const engine = yield* Engine
  const reader = yield* engine.reader
  const numbers: Array<number> = []
  yield* db
    .batches(
      `select text, coalesce(before.theme, -1) from raw.landed as landed
       join raw.before as before on before.n = landed.rowid order by landed.rowid`
    )
    .pipe(
      Stream.runForEach(([texts = [], themes = []]) =>
        Effect.sync(() => {
          for (let i = 0; i < texts.length; i++) {
            reader.add(String(texts[i]))
            numbers.push(Number(themes[i]))
          }
        })
      )
    )
  return reader.tally(Int32Array.from(numbers))
})

const placeAdded = Effect.fn(function* (id: string) {
  const db = yield* DuckDb
  const engine = yield* Engine
  const reader = yield* engine.reader
  const rows = yield* db.rows(
    `select rowid::int as place, text, priority, service from raw.landed where not ${oldOnes} order by rowid`
  )
  const judgements = rows.map(({ priority, service, text }) => {
    const judgement = engine.judge(String(text), priority as Priority | null)
    return { ...judgement, service: (service as Service | null) ?? judgement.service }
  })
  for (const { text } of rows) reader.add(String(text))
  const before = yield* tallyBefore(id)
  const placing = reader.place(before)
  const places = Int32Array.from(rows, ({ place }) => Number(place))
  yield* layAdded({ ...placing, places, judgements })
  return { placing, tally: tallied(before, reader.tally(placing.theme)) }
})

const layBuild = Effect.fn(function* (lastTheme: number) {
  const db = yield* DuckDb
  const { timezone } = yield* Settings
  const { name } = yield* Engine
  yield* db.append(["raw", "build"], [[timezone], [name], [standard.name], [lastTheme]])
})

/** Places a few new messages into the themes of the snapshot before; all else stays as it was. */
export const add = step(
  "add",
  Effect.fn(function* (before: Landed & Travelled) {
    const db = yield* DuckDb
    const store = yield* Store
    const id = Option.getOrThrow(before.base.previous)
    yield* attachReadOnly(store.snapshot(id), "past")
    yield* db.run(layPast)
    const [held] = yield* db.rows("select count(*)::int as themes from past.themes")
    yield* db.run("detach past")
    const { placing, tally } = yield* placeAdded(id)
    yield* layBuild(before.base.lastTheme)
    yield* layCampaigns
    const models = yield* makeModels
    return { ...before, models, tally, placing, found: Number(held?.["themes"] ?? 0) }
  }),
  ({ base, found, models, placing }): Record<string, number> => ({
    added: placing.theme.length,
    unplaced: placing.theme.filter((number) => number < 0).length,
    themes: found,
    last: base.lastTheme,
    models
  })
) satisfies (before: never) => Effect.Effect<Gathered & Travelled, unknown, unknown>
