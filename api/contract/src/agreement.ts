import { Schema } from "effect"
import { UnjudgedMessage } from "./messages.ts"
import { PersonId } from "./people.ts"
import type { Route } from "./route.ts"
import { Verdict } from "./vocabulary.ts"

/** A share or a coefficient, and where 19 of 20 resamplings of the messages put it. */
export const Estimate = Schema.Struct({ value: Schema.Finite, low: Schema.Finite, high: Schema.Finite })
export type Estimate = typeof Estimate.Type

/** Fewer messages tell nothing of how far people agree. */
export const LEAST_READ = 20

const Voice = Schema.Struct({ by: PersonId, verdict: Verdict })

/** Messages that were given two verdicts, in whichever order; both the same where they agree. */
const Cell = Schema.Struct({
  a: Verdict,
  b: Verdict,
  messages: Schema.Int,
  /** of them, those that nobody has settled since */
  open: Schema.Int
})

const Disagreement = Schema.Struct({
  message: UnjudgedMessage,
  /** decisions on the message so far: to settle it is to decide its verdict on this version */
  version: Schema.Int,
  at: Schema.String,
  first: Voice,
  second: Voice,
  /** the verdict that somebody gave it after both readings */
  settled: Schema.NullOr(Verdict)
})
export type Disagreement = typeof Disagreement.Type

/** How far curators agree on what they read apart from each other, and where the verdicts are unclear. */
export const Agreement = Schema.Struct({
  /** one message in so many is read twice; 0: none */
  every: Schema.Int,
  /** messages that two people have read blind */
  messages: Schema.Int,
  /** share of them that were given one verdict; null below twenty */
  same: Schema.NullOr(Estimate),
  /** Krippendorff's nominal α; null below twenty, and where all verdicts are the same */
  alpha: Schema.NullOr(Estimate),
  /** every two people who read the same messages, those with most of them first */
  readers: Schema.Array(
    Schema.Struct({
      a: PersonId,
      b: PersonId,
      messages: Schema.Int,
      same: Schema.Int,
      /** Cohen's κ; null below twenty, and where all verdicts are the same */
      kappa: Schema.NullOr(Estimate)
    })
  ),
  cells: Schema.Array(Cell),
  /** the last of them, those that are open first */
  disagreements: Schema.Array(Disagreement)
})
export type Agreement = typeof Agreement.Type

export const agreement = {
  method: "GET",
  url: "/api/agreement",
  access: "read_agreement",
  summary: "How far curators agree in blind second readings, and on which verdicts they do not",
  schema: { response: { 200: Agreement } }
} as const satisfies Route
