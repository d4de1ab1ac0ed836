import { DuckDb } from "@otklik/sql/duckdb"
import { Effect, Stream } from "effect"
import type { Repeats } from "../repeats/repeats.ts"
import type { Sayings } from "../repeats/sayings.ts"
import type { Clustered } from "./cluster.ts"
import { step, type Travelled } from "./step.ts"

export interface Repeated extends Clustered {
  readonly repeats: Repeats
}

const numbered = (column: string) =>
  `select ${column}, row_number() over (order by ${column}) - 1 as number
   from (select distinct ${column} from raw.landed where ${column} is not null)`

const said = `
with authors as (${numbered("author")}), schools as (${numbered("school")})
select
    coalesce(authors.number, -1)::int,
    coalesce(schools.number, -1)::int,
    floor(epoch(landed.created_at) / 60)::int
from raw.landed as landed
left join authors using (author)
left join schools using (school)
order by landed.rowid`

/** Who said each message and when. */
const sayings = Effect.fn(function* (messages: number) {
  const db = yield* DuckDb
  const columns = [0, 1, 2].map(() => new Int32Array(messages))
  let place = 0
  yield* db.batches(said).pipe(
    Stream.runForEach((batch) =>
      Effect.sync(() => {
        batch.forEach((values, i) => columns[i].set(values as ReadonlyArray<number>, place))
        place += batch[0]?.length ?? 0
      })
    )
  )
  const [author, school, minute] = columns
  return { author, school, minute } satisfies Sayings
})

/** Finds who says the same again: one person in several sources, many people one text. */
export const repeat = step(
  "repeat",
  Effect.fn(function* (before: Clustered & Travelled) {
    const repeats = before.reader.repeats(yield* sayings(before.messages))
    return { ...before, repeats }
  }),
  ({ repeats: { campaign, echo } }): Record<string, number> => ({
    echoes: echo.filter((first) => first >= 0).length,
    copies: campaign.filter((copy) => copy > 0).length
  })
)

/** A message that repeats others, by its place. */
export interface Repetition {
  readonly n: number
  /** place of what its person said before */
  readonly first: number | null
  readonly campaign: boolean
}

export const repetitionsOf = ({ campaign, echo }: Repeats): ReadonlyArray<Repetition> =>
  Array.from(echo.keys())
    .filter((n) => echo[n] >= 0 || campaign[n] > 0)
    .map((n) => ({ n, first: echo[n] < 0 ? null : echo[n], campaign: campaign[n] > 0 }))

/** Lays the messages that repeat others into `raw.repeats`. */
export const layRepeats = Effect.fn("layRepeats")(function* (found: ReadonlyArray<Repetition>) {
  const db = yield* DuckDb
  yield* db.append(
    ["raw", "repeats"],
    [found.map(({ n }) => n), found.map(({ first }) => first), found.map(({ campaign }) => campaign)]
  )
})
