import type { Corpus } from "../text/corpus.ts"
import { totals } from "../text/rows.ts"
import { vectors, wordVectors } from "../text/vectors.ts"
import type { Evidence, Fitting } from "./fit.ts"
import { arrows, type Graph, sharedNeighbours, symmetric } from "./graph.ts"
import { neighbours } from "./neighbours.ts"
import { project } from "./project.ts"
import { propagate } from "./propagate.ts"
import { type Beginning, consensus, DIMENSIONS, richEvidence } from "./runs.ts"
import { view } from "./view.ts"

/** Up to this many distinct texts there is time for characters, a latent space and a consensus of several runs. */
const FEW = 60_000
const CAP = 4

const isSmall = (corpus: Corpus): boolean => corpus.copies.length <= FEW

/** Evidence of a large corpus: words alone. */
const plain = (
  corpus: Corpus,
  beta: number,
  threads: number
): { readonly evidence: Evidence; readonly directed: Graph } => {
  const { weight, words, hybrid } = wordVectors(corpus)
  const directed = arrows(neighbours(hybrid, { most: 15, asked: 12, indexed: 12, cap: 400 }, threads), false)
  const views = [view(words, totals(words), weight, 1, { beta, cap: CAP })]
  return { evidence: { views, graph: symmetric(directed), weight }, directed }
}

/** How a corpus without a past begins: a consensus where texts are few, propagated groups where they are many. */
export const coldBeginning = (corpus: Corpus, beta: number, fitting: Fitting, threads: number): Beginning => {
  if (isSmall(corpus)) return consensus(vectors(corpus), beta, fitting)
  const { evidence, directed } = plain(corpus, beta, threads)
  const start = propagate(sharedNeighbours(evidence.graph, directed))
  return { evidence, graph: evidence.graph, start }
}

/** The same evidence for a corpus with a past, which needs no runs to find its start. */
export const warmEvidence = (corpus: Corpus, beta: number, threads: number): Evidence => {
  if (!isSmall(corpus)) return plain(corpus, beta, threads).evidence
  const known = vectors(corpus)
  return richEvidence(known, beta, project(known.hybrid, DIMENSIONS))
}
