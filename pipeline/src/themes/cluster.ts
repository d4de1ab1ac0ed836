import { Effect } from "effect"
import type { Corpus } from "../text/corpus.ts"
import { vectors, wordVectors } from "../text/vectors.ts"
import { type Clustering, clustering } from "./clustering.ts"
import { consensusFit } from "./consensus-fit.ts"
import { propagatedFit } from "./propagated-fit.ts"

/** How finely themes are told apart. */
export type Granularity = "fine" | "standard" | "coarse"

export interface ClusterOptions {
  readonly granularity?: Granularity
  /** worker threads; the result does not depend on them */
  readonly threads?: number
}

const BETA: Record<Granularity, number> = { fine: 0.02, standard: 0.05, coarse: 0.15 }
const FITTING = { size: 0.5, rounds: 15, chance: 1, share: 0.03 }
/** Up to this many distinct texts there is time for a consensus of several runs. */
const CONSENSUS_UP_TO = 60_000

/** Themes of a corpus, how many is not asked (themes.md, section 8). Takes the same steps for the same texts. */
export const cluster = (
  corpus: Corpus,
  { granularity = "standard" }: ClusterOptions = {}
): Effect.Effect<Clustering> =>
  Effect.sync(() => {
    const few = corpus.copies.length <= CONSENSUS_UP_TO
    const { evidence, partition } = few
      ? consensusFit(vectors(corpus), BETA[granularity], FITTING)
      : propagatedFit(wordVectors(corpus), BETA[granularity], FITTING)
    return clustering(corpus, evidence, partition, FITTING.size)
  })
