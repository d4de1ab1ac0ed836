import type { Corpus } from "./corpus.ts"
import { gramCounts, pairCounts, stemCounts, telling, tfidf, weights } from "./features.ts"
import { beside, normalise, type Rows } from "./rows.ts"

/** What is known of each text before themes. */
export interface Vectors {
  /** how often each text counts */
  readonly weight: Int32Array
  /** stems without stop words, counted: the evidence of the likelihood */
  readonly words: Rows
  /** character 4-grams, counted: its second view */
  readonly grams: Rows
  /** TF-IDF for neighbours, rows of length 1: stems and pairs of stems without courtesies, character 3-5-grams */
  readonly hybrid: Rows
}

const PAIRS = 0.5
const GRAMS = 0.7
/** Below this many messages a character n-gram needs two texts, from here on three. */
const MANY = 2000

/** Function words stay in the hybrid («как сделать» is not «не работает»): + 1.2 AMI over six sets. */
export const vectors = (corpus: Corpus): Vectors => {
  const weight = weights(corpus)
  const grams = telling(gramCounts(corpus, 3, 5), weight, corpus.size > MANY ? 3 : 2)
  const blocks = [...wordBlocks(corpus, weight), { rows: tfidf(grams, weight), weight: GRAMS }]
  return {
    weight,
    words: telling(stemCounts(corpus, corpus.stop), weight, 2),
    grams: telling(gramCounts(corpus, 4, 4), weight, 3),
    hybrid: normalise(beside(blocks))
  }
}

/** The evidence alone, for a large corpus: characters buy nothing where texts are many and cost most of the time. */
export const wordEvidence = (corpus: Corpus): Pick<Vectors, "weight" | "words"> => {
  const weight = weights(corpus)
  return { weight, words: telling(stemCounts(corpus, corpus.stop), weight, 2) }
}

/** TF-IDF for neighbours without characters. */
export const wordHybrid = (corpus: Corpus): Rows => normalise(beside(wordBlocks(corpus, weights(corpus))))

const wordBlocks = (corpus: Corpus, weight: Int32Array) => {
  const stems = telling(stemCounts(corpus, corpus.courtesy), weight, 2)
  const pairs = telling(pairCounts(corpus, corpus.courtesy), weight, 2)
  return [
    { rows: tfidf(stems, weight), weight: 1 },
    { rows: tfidf(pairs, weight), weight: PAIRS }
  ]
}
