import type { Task, Work } from "./crew.ts"
import type { Graph } from "./graph.ts"
import { likeliest } from "./likeliest.ts"
import type { Counted } from "./model.ts"

interface Block {
  readonly counted: Counted
  readonly graph: Graph
  readonly home: Int32Array
  /** exponent of the theme size in its prior */
  readonly size: number
  readonly texts: Int32Array
  /** how many of `texts` are asked about */
  readonly length: number
  /** likeliest theme of each of them */
  readonly winners: Int32Array
}

/** Texts of one chunk. */
export const TEXTS = 128

let zeros = new Float64Array(0)

/** Scores a chunk of texts against counts that stand still. */
export const work: Work<Block> = ({ counted, graph, home, size, texts, length, winners }) => {
  if (zeros.length < counted.size.length) zeros = new Float64Array(counted.size.length)
  const votes = zeros
  return (chunk) => {
    const end = Math.min(length, (chunk + 1) * TEXTS)
    for (let i = chunk * TEXTS; i < end; i++)
      winners[i] = likeliest(counted, graph, texts[i], size, home[texts[i]], votes)
  }
}

export const scoring: Task<Block> = { url: import.meta.url, work }
