import type { Bounds } from "./bounds.ts"
import type { Graph } from "./graph.ts"
import type { Model } from "./model.ts"

export interface Sweeping {
  /** exponent of the theme size in its prior: 1 = Chinese restaurant, 0 = none */
  readonly size: number
  readonly rounds: number
}

/** Weight of the neighbours' votes against the log-likelihood. */
const VOTE = 5
const EMPTY = 0.1
/** A text at home stays unless another theme is this much likelier, in nats. */
const STAY = 3
/** A sweep that moves fewer texts than this share of all is the last. */
const SETTLED = 1e-4
/** From this sweep on only texts whose neighbourhood moved are visited. */
const ACTIVE_FROM = 2

/**
 * Hard sweeps in text order: each text moves to the likeliest of its own and its neighbours' themes, ties to the
 * smaller theme (Yin and Wang 2014, made greedy and local).
 */
export const sweep = (
  model: Model,
  graph: Graph,
  { size, rounds }: Sweeping,
  { frozen, home }: Bounds
): void => {
  const { theme } = model
  const texts = theme.length
  const votes = new Float64Array(model.size.length)
  const waiting = new Uint8Array(texts).fill(1)
  for (let round = 0; round < rounds; round++) {
    let moved = 0
    for (let text = 0; text < texts; text++) {
      if (waiting[text] === 0 && round >= ACTIVE_FROM) continue
      waiting[text] = 0
      if (frozen[text] === 1 || surrounded(graph, text, theme)) continue
      const old = theme[text]
      model.add(text, old, -1)
      const winner = likeliest(model, graph, text, size, home[text], votes)
      model.add(text, winner, 1)
      if (winner === old) continue
      theme[text] = winner
      moved++
      for (let i = graph.start[text]; i < graph.start[text + 1]; i++) waiting[graph.ends[i]] = 1
    }
    if (moved <= texts * SETTLED) break
  }
}

const surrounded = ({ start, ends }: Graph, text: number, theme: Int32Array): boolean => {
  for (let i = start[text]; i < start[text + 1]; i++) if (theme[ends[i]] !== theme[text]) return false
  return true
}

const likeliest = (
  model: Model,
  { start, ends, weights }: Graph,
  text: number,
  size: number,
  home: number,
  votes: Float64Array
): number => {
  const { theme } = model
  let all = 0
  for (let i = start[text]; i < start[text + 1]; i++) {
    votes[theme[ends[i]]] += weights[i]
    all += weights[i]
  }
  let winner = theme[text]
  const score = (candidate: number, vote: number) =>
    size * Math.log(model.size[candidate] + EMPTY) +
    model.likelihood(text, candidate) +
    (VOTE * vote) / all +
    (candidate === home ? STAY : 0)
  let best = score(winner, votes[winner])
  votes[winner] = 0
  for (let i = start[text]; i < start[text + 1]; i++) {
    const candidate = theme[ends[i]]
    if (votes[candidate] === 0) continue
    const value = score(candidate, votes[candidate])
    votes[candidate] = 0
    if (value > best || (value === best && candidate < winner)) {
      best = value
      winner = candidate
    }
  }
  return winner
}
