import { Schema } from "effect"
import type { Route } from "./route.ts"
import { SnapshotId, Verdict } from "./vocabulary.ts"

const Share = Schema.NullOr(Schema.Finite)

/** How well verdicts are told of decided messages that were not learnt from. */
export const VerdictQuality = Schema.Struct({
  /** every kept snapshot that measured it, oldest first, the served one last */
  history: Schema.Array(
    Schema.Struct({
      snapshot: SnapshotId,
      /** newest message read, ISO 8601 in UTC */
      asOf: Schema.String,
      /** decided messages that it learnt from */
      decisions: Schema.Int,
      /** share of them told rightly by those that learnt from the others; null where they are too few */
      accuracy: Share,
      /** the same by the seed cues alone */
      cues: Share
    })
  ),
  /** in the snapshot that is served */
  verdicts: Schema.Array(
    Schema.Struct({
      verdict: Verdict,
      /** messages that people decided to be of it */
      decisions: Schema.Int,
      /** share of those told to be of it that are */
      precision: Share,
      /** share of those that are of it that were told */
      recall: Share
    })
  )
})
export type VerdictQuality = typeof VerdictQuality.Type

export const verdictQuality = {
  method: "GET",
  url: "/api/verdict-quality",
  access: "read_agreement",
  summary: "How well verdicts are told of messages not learnt from, by verdict and over the snapshots",
  schema: { response: { 200: VerdictQuality } }
} as const satisfies Route
