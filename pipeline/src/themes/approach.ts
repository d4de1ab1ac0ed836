import type { Corpus } from "../text/corpus.ts"
import { totals } from "../text/rows.ts"
import { vectors, wordEvidence, wordHybrid } from "../text/vectors.ts"
import { Crew } from "./crew.ts"
import type { Evidence, Fitting } from "./fit.ts"
import { arrows, type Graph, symmetric } from "./graph.ts"
import { neighbours } from "./neighbours.ts"
import { project } from "./project.ts"
import { propagate } from "./propagate.ts"
import { type Beginning, consensus, DIMENSIONS, richEvidence } from "./runs.ts"
import { sharedNeighbours } from "./shared-neighbours.ts"
import { view } from "./view.ts"

/** Up to this many distinct texts there is time for characters, a latent space and a consensus of several runs. */
const FEW = 60_000
/** … while they hold no more tokens and distinct words than this, which bounds the memory that characters take. */
const FEW_TOKENS = 3_000_000
const FEW_WORDS = 300_000
const CAP = 4
/**
 * The prior grows with the corpus from this many texts on: the more texts, the finer the differences that the
 * likelihood tells apart, and a theme must not fall to pieces because more people speak of it. Measured on a million
 * messages of the city: AMI 91.6 -> 93.8, ARI 80.3 -> 90.3; on a hundred thousand 94.2 and 89.2.
 */
const SETTLED = 100_000

/** Below this many distinct texts a second thread costs more than it brings. */
const MANY = 4_000

const isSmall = ({ copies, tokens, words }: Corpus): boolean =>
  copies.length <= FEW && tokens.length <= FEW_TOKENS && words.size <= FEW_WORDS

/** The threads that a corpus is worth. */
export const crewFor = (corpus: Corpus, threads: number): Crew =>
  new Crew(corpus.copies.length < MANY ? 1 : threads)

/** How a partition of a corpus is fitted: blocks of many texts are shared out, few texts move one by one. */
export const sweepers = (corpus: Corpus, crew: Crew): Crew | undefined => (isSmall(corpus) ? undefined : crew)

/** Evidence of a large corpus: words alone. */
const plain = (
  corpus: Corpus,
  beta: number,
  crew: Crew
): { readonly evidence: Evidence; readonly directed: Graph } => {
  const near = neighbours(wordHybrid(corpus), { most: 15, asked: 12, indexed: 12, cap: 400 }, crew)
  const directed = arrows(near, false)
  const { weight, words } = wordEvidence(corpus)
  const heard = weight.reduce((sum, one) => sum + one, 0)
  const prior = { beta: beta * Math.max(1, heard / SETTLED), cap: CAP }
  const views = [view(words, totals(words), weight, 1, prior)]
  return { evidence: { views, graph: symmetric(directed), weight }, directed }
}

/** How a corpus without a past begins: a consensus where texts are few, propagated groups where they are many. */
export const coldBeginning = (corpus: Corpus, beta: number, fitting: Fitting, crew: Crew): Beginning => {
  if (isSmall(corpus)) return consensus(vectors(corpus), beta, fitting, crew)
  const { evidence, directed } = plain(corpus, beta, crew)
  const start = propagate(sharedNeighbours(evidence.graph, directed, crew))
  return { evidence, graph: evidence.graph, start }
}

/** The same evidence for a corpus with a past, which needs no runs to find its start. */
export const warmEvidence = (corpus: Corpus, beta: number, crew: Crew): Evidence => {
  if (!isSmall(corpus)) return plain(corpus, beta, crew).evidence
  const known = vectors(corpus)
  return richEvidence(known, beta, project(known.hybrid, DIMENSIONS), crew)
}
