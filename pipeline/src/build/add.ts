import { standing } from "@otklik/contract/standing"
import type { Priority, Service } from "@otklik/contract/vocabulary"
import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Option, Stream } from "effect"
import { Settings } from "../settings.ts"
import type { Placing } from "../themes/place.ts"
import { tallied } from "../themes/tally.ts"
import { ReasonSets } from "../triage/reason-sets.ts"
import { attachReadOnly } from "../warehouse/attach.ts"
import type { Inputs, LandedFile } from "../warehouse/manifest.ts"
import { Store } from "../warehouse/store.ts"
import { readTally } from "../warehouse/tally-files.ts"
import { readDecisions } from "./decisions.ts"
import { Engine, type Judgement } from "./engine.ts"
import { decidedOf } from "./examples.ts"
import { type Gathered, makeModels } from "./gather.ts"
import { layIncidents } from "./incidents.ts"
import { layReasons } from "./lay.ts"
import { type Landed, textsBefore, textsNamed } from "./landed.ts"
import { layAddedRepeats } from "./repeat-added.ts"
import { step, type Travelled } from "./step.ts"
import { said } from "./texts.ts"

/** Lays all that the snapshot before knew of its messages and themes, as if it had been found now. */
const layPast = `
insert into raw.before_themes select theme[2:]::int, title from past.themes;
insert into raw.placed
select landed.rowid::int, facts.theme[2:]::int, split_part(facts.request, '-', 2)::int, facts.strength,
    facts.near_copy, facts.verdict, facts.verdict_probability, facts.severity, facts.service,
    facts.because
from raw.landed as landed
join past.facts as facts using (message_id);
insert into raw.repeats
select landed.rowid::int, first.rowid::int, facts.campaign
from past.facts as facts
join raw.landed as landed using (message_id)
left join raw.landed as first on hash(first.message_id) = facts.echo
where facts.echo is not null or facts.campaign;
insert into raw.before select n, theme from raw.placed;
insert into raw.themes
select theme[2:]::int, title, keyphrases, direction, service, verdict, verdict_share, verdict_second,
    verdict_words, cohesion, coarse[2:]::int,
    list_filter(flags, lambda flag: flag not in ('campaign', 'incident', 'one_school', 'few_data'))
from past.themes;
insert into raw.quotes
select theme[2:]::int, position, landed.rowid::int
from past.theme_quotes as quotes
join raw.landed as landed using (message_id);
insert into raw.requests select theme[2:]::int, split_part(request, '-', 2)::int, title from past.theme_requests;
insert into raw.similar select theme[2:]::int, position, other[2:]::int, similarity from past.theme_similar;
insert into raw.lineage
select theme[2:]::int, theme[2:]::int, count(*)::int, 1 from past.facts where theme is not null group by theme;
insert into raw.reasons select because, words from past.verdict_reasons;
insert into raw.verdict_quality select * from past.verdict_quality;
insert into raw.decisions select seq, kind, theme[2:]::int, holds from past.theme_decisions;`

const fresh = `
select rowid::int as place, subject, text, priority, service
from raw.landed where rowid not in (select n from raw.before) order by rowid`

interface Added extends Placing {
  readonly places: Int32Array
  readonly judgements: ReadonlyArray<Judgement>
}

const layAdded = Effect.fn(function* ({ judgements, places, strength, theme }: Added) {
  const db = yield* DuckDb
  const known = yield* db.rows("select words from raw.reasons order by because")
  const sets = new ReasonSets(known.map(({ words }) => words as ReadonlyArray<string>))
  const because = Int32Array.from(judgements, (one) => sets.of(one.because))
  yield* layReasons(sets.sets, known.length)
  yield* db.append(
    ["raw", "placed"],
    [
      places,
      Array.from(theme, (number) => (number < 0 ? null : number)),
      Array.from(places, () => null),
      strength,
      Array.from(places, () => false),
      judgements.map(({ verdict }) => verdict),
      judgements.map(({ probability }) => probability),
      judgements.map(({ severity }) => severity),
      judgements.map(({ service }) => service),
      because
    ]
  )
})

/** What the themes of the snapshot before say: kept beside it, or counted again from its texts. */
const tallyBefore = Effect.fn(function* (id: string, files: ReadonlyArray<LandedFile>) {
  const kept = yield* readTally(id)
  if (Option.isSome(kept)) return kept.value
  const engine = yield* Engine
  const reader = yield* engine.reader
  const numbers: Array<number> = []
  const read = ([subjects = [], texts = [], themes = []]: ReadonlyArray<ReadonlyArray<unknown>>) => {
    texts.forEach((text, i) => {
      reader.add(said(subjects[i] as string | null, String(text)))
      numbers.push(Number(themes[i]))
    })
  }
  const texts = yield* textsBefore(files)
  yield* texts.pipe(Stream.runForEach((columns) => Effect.sync(() => read(columns))))
  return reader.tally(Int32Array.from(numbers))
})

interface Fresh {
  readonly place: number
  readonly subject: string | null
  readonly text: string
  readonly priority: Priority | null
  readonly service: Service | null
}

/** Messages whose verdict people decided: all of them lie in the files that were read before. */
const decidedBefore = Effect.fn(function* (known: ReadonlyArray<LandedFile>, inputs: Inputs) {
  const { verdicts } = standing(yield* readDecisions(inputs))
  return decidedOf(verdicts, yield* textsNamed([...verdicts.keys()], known))
})

const placeAdded = Effect.fn(function* (id: string, { inputs, known }: Landed) {
  const db = yield* DuckDb
  const engine = yield* Engine
  const reader = yield* engine.reader
  const judge = engine.judge(yield* decidedBefore(known, inputs))
  const rows = (yield* db.rows(fresh)) as unknown as ReadonlyArray<Fresh>
  const judgements = rows.map(({ priority, service, subject, text }) => {
    const words = said(subject, text)
    reader.add(words)
    const judgement = judge(words, priority)
    return { ...judgement, service: service ?? judgement.service }
  })
  const before = yield* tallyBefore(id, known)
  const placing = reader.place(before)
  const places = Int32Array.from(rows, ({ place }) => place)
  yield* layAdded({ ...placing, places, judgements })
  return { places, placing, tally: tallied(before, reader.tally(placing.theme)) }
})

const layBuild = Effect.fn(function* (lastTheme: number) {
  const db = yield* DuckDb
  const { timezone } = yield* Settings
  const { name } = yield* Engine
  yield* db.append(["raw", "build"], [[timezone], [name], [lastTheme]])
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
    const { places, placing, tally } = yield* placeAdded(id, before)
    yield* layAddedRepeats(before.known, places)
    yield* layBuild(before.base.lastTheme)
    yield* layIncidents
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
