import type { Graph } from "./graph.ts"
import { likelihood, type Counted } from "./model.ts"

/** Weight of the neighbours' votes against the log-likelihood. */
const VOTE = 5
const EMPTY = 0.1
/** A text at home stays unless another theme is this much likelier, in nats. */
const STAY = 3

const surrounded = ({ start, ends }: Graph, text: number, theme: Int32Array): boolean => {
  for (let i = start[text]; i < start[text + 1]; i++) if (theme[ends[i]] !== theme[text]) return false
  return true
}

/**
 * The likeliest of a text's own and its neighbours' themes, ties to the smaller; `size` is the exponent of the theme
 * size in its prior, `votes` holds zeros, one a theme.
 */
export const likeliest = (
  counted: Counted,
  graph: Graph,
  text: number,
  size: number,
  home: number,
  votes: Float64Array
): number => {
  const { start, ends, weights } = graph
  const { theme } = counted
  const own = theme[text]
  if (surrounded(graph, text, theme)) return own
  let all = 0
  for (let i = start[text]; i < start[text + 1]; i++) {
    votes[theme[ends[i]]] += weights[i]
    all += weights[i]
  }
  const score = (candidate: number, vote: number) =>
    size * Math.log(counted.size[candidate] - (candidate === own ? counted.weight[text] : 0) + EMPTY) +
    likelihood(counted, text, candidate) +
    (VOTE * vote) / all +
    (candidate === home ? STAY : 0)
  let winner = own
  let best = score(own, votes[own])
  votes[own] = 0
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
