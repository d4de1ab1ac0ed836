import { Schema } from "effect"
import type { Route } from "./route.ts"
import { Part, ScorePart } from "./score.ts"
import { AsOf } from "./snapshots.ts"
import { District, Role, SnapshotId, ThemeId } from "./vocabulary.ts"

/** Why a score moved between two snapshots: exact parts of the difference. */
export const Cause = Schema.Literals(["messages", "reach", "calendar", "model", "corrections"])
export type Cause = typeof Cause.Type

/** A difference of scores, in hundredths of a point; the causes sum to `score`. */
export const Change = Schema.Struct({
  since: SnapshotId,
  /** newest message of that snapshot, ISO 8601 in UTC */
  sinceAsOf: Schema.String,
  rank: Schema.NullOr(Schema.Int),
  /** the score now less the score then */
  score: Schema.Finite,
  causes: Schema.Array(Schema.Struct({ cause: Cause, adds: Schema.Finite }))
})
export type Change = typeof Change.Type

/** A theme next to this one in the queue, and the least change of one part of this theme that would swap the two. */
export const Neighbour = Schema.Struct({
  theme: ThemeId,
  title: Schema.String,
  rank: Schema.Int,
  score: Schema.Finite,
  /** points of the part as they are and as they would have to be; null where no single part can swap them */
  swap: Schema.NullOr(Schema.Struct({ part: Part, from: Schema.Finite, to: Schema.Finite }))
})
export type Neighbour = typeof Neighbour.Type

/** Why a guide to write stands where it stands: by messages of twelve weeks for each hundred schools. */
export const GuideWhy = Schema.Struct({
  perHundred: Schema.Finite,
  /** in the twelve weeks before */
  perHundredBefore: Schema.Finite,
  /** messages of the twelve weeks */
  messages: Schema.Int,
  /** schools that could speak */
  schools: Schema.Int,
  /** roles that ask most, at most three */
  roles: Schema.Array(Role),
  /** messages more that would put it before the one above, and fewer that would put it behind the one below */
  up: Schema.NullOr(Schema.Int),
  down: Schema.NullOr(Schema.Int)
})
export type GuideWhy = typeof GuideWhy.Type

/** «Почему на этом месте»: the parts, how sure the place is, what moved it, what would move it. */
export const Why = Schema.Struct({
  snapshot: SnapshotId,
  asOf: Schema.String,
  theme: ThemeId,
  rank: Schema.Int,
  /** of a guide to write: messages for each hundred schools, without parts */
  score: Schema.Finite,
  parts: Schema.Array(ScorePart),
  /** where the theme stands in the queue of guides to write */
  guide: Schema.optionalKey(GuideWhy),
  /** the places that 19 of 20 resamplings of the schools give; null in a slice */
  interval: Schema.NullOr(Schema.Struct({ low: Schema.Int, high: Schema.Int })),
  model: Schema.Struct({ name: Schema.String, hash: Schema.String }),
  /** what the reach is made of: schools that raised it, were heard at all and exist, by district */
  reach: Schema.Struct({
    schools: Schema.Int,
    heard: Schema.Int,
    total: Schema.Int,
    /** the post-stratified, shrunken share that the points are given for, 0 to 1 */
    estimate: Schema.Finite,
    districts: Schema.Array(
      Schema.Struct({ district: District, raised: Schema.Int, heard: Schema.Int, total: Schema.Int })
    )
  }),
  /** since the snapshot of the last stand-up, else the one before; null where there is none */
  change: Schema.NullOr(Change),
  above: Schema.NullOr(Neighbour),
  below: Schema.NullOr(Neighbour),
  /** what it takes to be among the first ten; null for those that are */
  toTen: Schema.NullOr(
    Schema.Struct({
      score: Schema.Finite,
      /** schools more that would raise it there by reach alone; null where reach alone cannot */
      schools: Schema.NullOr(Schema.Int)
    })
  )
})
export type Why = typeof Why.Type

export const why = {
  method: "GET",
  url: "/api/themes/:id/why",
  summary: "Why a theme stands where it stands, how sure that is and what would move it",
  access: "read_backlog",
  schema: {
    params: Schema.Struct({ id: ThemeId }),
    querystring: Schema.Struct({ as_of: AsOf }),
    response: { 200: Why }
  }
} as const satisfies Route
