import { Effect, Schema } from "effect"
import { Cursor, Limit, type Route } from "./route.ts"
import { Measures, ScorePart } from "./score.ts"
import { AsOf } from "./snapshots.ts"
import { Slice } from "./slice.ts"
import { Direction, District, Service, SnapshotId, Stage, ThemeId, Verdict } from "./vocabulary.ts"

export const Flag = Schema.Literals(["one_school", "campaign", "few_data", "incident"])
export type Flag = typeof Flag.Type

export const BacklogItem = Schema.Struct({
  /** equal scores share a rank */
  rank: Schema.Int,
  /** the ranks that 19 of 20 resamplings of the schools give; null in a slice */
  interval: Schema.NullOr(Schema.Struct({ low: Schema.Int, high: Schema.Int })),
  theme: ThemeId,
  title: Schema.String,
  /** 0 to 100, absolute */
  score: Schema.Finite,
  parts: Schema.Array(ScorePart),
  /** what the parts are judged by: enough to score the theme by another model */
  measures: Measures,
  schools: Schema.Int,
  /** share of the schools that could speak, 0 to 1 */
  share: Schema.Finite,
  messages: Schema.Int,
  people: Schema.Int,
  direction: Direction,
  service: Schema.NullOr(Service),
  verdict: Verdict,
  stage: Stage,
  keyphrases: Schema.Array(Schema.String),
  /** messages in each of the last twelve weeks, oldest first */
  weeks: Schema.Array(Schema.Int),
  flags: Schema.Array(Flag),
  /** districts from which the theme is absent although it should be heard there, or that are hardly heard at all */
  quietDistricts: Schema.Array(District),
  /** true where people decided what the next build will reckon with: «учтено при следующем пересчёте» */
  pending: Schema.optionalKey(Schema.Boolean)
})
export type BacklogItem = typeof BacklogItem.Type

export const Sort = Schema.Literals(["rank", "schools", "messages", "trend", "severity", "title"])
export type Sort = typeof Sort.Type

export const BacklogQuery = Schema.Struct({
  ...Slice,
  as_of: AsOf,
  sort: Sort.pipe(Schema.withDecodingDefaultKey(Effect.succeed("rank" as const))),
  limit: Limit,
  cursor: Cursor
})

export const Backlog = Schema.Struct({
  snapshot: SnapshotId,
  /** newest message that the snapshot has read, ISO 8601 in UTC */
  asOf: Schema.String,
  /** true when any filter narrows the messages: ranks and scores are then the slice's own */
  sliced: Schema.Boolean,
  total: Schema.Int,
  /** methodical themes heard, which stand in the queue of guides to write instead */
  methodical: Schema.Int,
  items: Schema.Array(BacklogItem),
  next: Schema.NullOr(Schema.String)
})
export type Backlog = typeof Backlog.Type

export const backlog = {
  method: "GET",
  url: "/api/backlog",
  summary: "The ranked backlog, or a slice of it with its own ranks",
  access: "read_backlog",
  schema: { querystring: BacklogQuery, response: { 200: Backlog } }
} as const satisfies Route

/** Downloads of exactly the filtered set; `format` is in the path so that a browser names the file. */
export const backlogExport = {
  method: "GET",
  url: "/api/backlog/export/:format",
  summary: "The filtered backlog as a file: CSV for Excel (BOM, semicolons, formula-safe) or XLSX",
  access: "read_backlog",
  schema: {
    params: Schema.Struct({ format: Schema.Literals(["csv", "xlsx"]) }),
    querystring: Schema.Struct({
      ...Slice,
      as_of: AsOf,
      sort: Sort.pipe(Schema.withDecodingDefaultKey(Effect.succeed("rank" as const)))
    })
  }
} as const satisfies Route
