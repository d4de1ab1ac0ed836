import type { Bounds } from "./bounds.ts"
import type { Crew } from "./crew.ts"
import type { Graph } from "./graph.ts"
import { likeliest } from "./likeliest.ts"
import type { Model } from "./model.ts"
import { scoring, TEXTS } from "./score-block.ts"
import { shared, sharedIntegers } from "./shared.ts"

export interface Sweeping {
  /** exponent of the theme size in its prior: 1 = Chinese restaurant, 0 = none */
  readonly size: number
  readonly rounds: number
}

/** A sweep that moves fewer texts than this share of all is the last. */
const SETTLED = 1e-4
/** From this sweep on only texts whose neighbourhood moved are visited. */
const ACTIVE_FROM = 2
/** Texts that a crew scores against the same counts. */
const BLOCK = 4096

/**
 * Hard sweeps in text order: each text moves to the likeliest of its own and its neighbours' themes, ties to the
 * smaller theme (Yin and Wang 2014, made greedy and local). With a crew blocks of 4096 texts are scored at once and
 * then moved, the same for any number of threads.
 */
export const sweep = (
  model: Model,
  graph: Graph,
  { size, rounds }: Sweeping,
  { frozen, home }: Bounds,
  crew?: Crew
): void => {
  const { theme } = model
  const texts = theme.length
  const waiting = new Uint8Array(texts).fill(1)
  const move = (text: number, winner: number): number => {
    if (winner === theme[text]) return 0
    model.move(text, winner)
    for (let i = graph.start[text]; i < graph.start[text + 1]; i++) waiting[graph.ends[i]] = 1
    return 1
  }
  const asks = (text: number, round: number): boolean => {
    if (waiting[text] === 0 && round >= ACTIVE_FROM) return false
    waiting[text] = 0
    return frozen[text] === 0
  }
  const judge = crew ? together(model, graph, size, home, crew) : oneByOne(model, graph, size, home)
  for (let round = 0; round < rounds; round++) {
    const moved = judge(texts, (text) => asks(text, round), move)
    if (moved <= texts * SETTLED) break
  }
}

/** Goes through the texts that ask, moves them, and says how many moved. */
type Judge = (
  texts: number,
  asks: (text: number) => boolean,
  move: (text: number, winner: number) => number
) => number

const oneByOne = (model: Model, graph: Graph, size: number, home: Int32Array): Judge => {
  const votes = new Float64Array(model.size.length)
  return (texts, asks, move) => {
    let moved = 0
    for (let text = 0; text < texts; text++)
      if (asks(text)) moved += move(text, likeliest(model.counted(), graph, text, size, home[text], votes))
    return moved
  }
}

const together = (model: Model, graph: Graph, size: number, home: Int32Array, crew: Crew): Judge => {
  const block = sharedIntegers(BLOCK)
  const winners = sharedIntegers(BLOCK)
  const still = { graph: shared(graph), home: shared(home), size, texts: block, winners }
  return (texts, asks, move) => {
    let moved = 0
    for (let next = 0; next < texts;) {
      let length = 0
      for (; next < texts && length < BLOCK; next++) if (asks(next)) block[length++] = next
      crew.share(scoring, { ...still, counted: model.counted(), length }, Math.ceil(length / TEXTS))
      for (let i = 0; i < length; i++) moved += move(block[i], winners[i])
    }
    return moved
  }
}
