import type { Corpus } from "./corpus.ts"
import { gramCounts, pairCounts, stemCounts, telling, tfidf, weights } from "./features.ts"
import { beside, normalised, type Rows } from "./rows.ts"

/** What is known of each text before themes: its words, its character 4-grams, and its hybrid TF-IDF row. */
export interface Vectors {
  /** how often each text counts */
  readonly weight: Int32Array
  readonly words: Rows
  readonly grams: Rows
  /** stems + .5 pairs of stems + .7 character 3-5-grams, of length 1 */
  readonly hybrid: Rows
}

const PAIRS = 0.5
const GRAMS = 0.7
/** Below this many messages a character n-gram needs two texts, from here on three. */
const MANY = 2000

export const vectors = (corpus: Corpus): Vectors => {
  const weight = weights(corpus)
  const words = telling(stemCounts(corpus), weight, 2)
  const pairs = telling(pairCounts(corpus), weight, 2)
  const grams = telling(gramCounts(corpus, 3, 5), weight, corpus.size > MANY ? 3 : 2)
  const hybrid = normalised(
    beside([
      { rows: tfidf(words, weight), weight: 1 },
      { rows: tfidf(pairs, weight), weight: PAIRS },
      { rows: tfidf(grams, weight), weight: GRAMS }
    ])
  )
  return { weight, words, grams: telling(gramCounts(corpus, 4, 4), weight, 3), hybrid }
}
