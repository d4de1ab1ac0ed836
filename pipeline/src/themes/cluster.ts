import { Effect } from "effect"
import type { Corpus } from "../text/corpus.ts"
import { totals } from "../text/rows.ts"
import { vectors } from "../text/vectors.ts"
import { type Clustering, clustering } from "./clustering.ts"
import { fit } from "./fit.ts"
import { arrows, sharedNeighbours, symmetric } from "./graph.ts"
import { neighbours } from "./neighbours.ts"
import { propagate } from "./propagate.ts"
import { view } from "./view.ts"

/** How finely themes are told apart. */
export type Granularity = "fine" | "standard" | "coarse"

export interface ClusterOptions {
  readonly granularity?: Granularity
  /** worker threads; the result does not depend on them */
  readonly threads?: number
}

const BETA: Record<Granularity, number> = { fine: 0.02, standard: 0.05, coarse: 0.15 }
const FITTING = { size: 0.5, rounds: 15, chance: 1 }
const CHARACTERS = 0.2
const CAP = 4

/** Themes of a corpus: neighbours, a propagated start, likelihood sweeps, merges (themes.md, section 8). */
export const cluster = (
  corpus: Corpus,
  { granularity = "standard" }: ClusterOptions = {}
): Effect.Effect<Clustering> =>
  Effect.sync(() => {
    const { weight, words, grams, hybrid } = vectors(corpus)
    const directed = arrows(neighbours(hybrid, { most: 15, asked: 24, indexed: Infinity, cap: 400 }), false)
    const graph = symmetric(directed)
    const length = totals(words)
    const prior = { beta: BETA[granularity], cap: CAP }
    const views = [
      view(words, length, weight, 1 - CHARACTERS, prior),
      view(grams, length, weight, CHARACTERS, prior)
    ]
    const evidence = { views, graph, weight }
    const partition = fit(evidence, propagate(sharedNeighbours(graph, directed)), FITTING)
    return clustering(corpus, evidence, partition, FITTING.size)
  })
