import type { Corpus } from "../text/corpus.ts"
import { directions } from "./directions.ts"
import type { Evidence } from "./fit.ts"
import { bySize, compact, type Partition } from "./partition.ts"

/** A theme near another one: the share of its texts' neighbours that lie there, 0 to 1. */
export interface Near {
  readonly theme: number
  readonly similarity: number
}

/** Themes of a corpus, largest first. */
export interface Clustering {
  /** theme of each message; -1 where the message says nothing or resembles no other */
  readonly theme: Int32Array
  readonly themes: number
  /** how much of each message's neighbourhood lies in its own theme, 0 to 1 */
  readonly strength: Float32Array
  /** direction of each theme: the coarse group, named by its largest theme */
  readonly parent: Int32Array
  /** mean strength of each theme's messages */
  readonly cohesion: Float32Array
  /** the nearest other themes of each theme, nearest first, at most five */
  readonly similar: ReadonlyArray<ReadonlyArray<Near>>
}

const MOST_SIMILAR = 5

/** Says nothing (no stem but stop words), or stands alone in the graph and is no mass mailing. */
const silent = ({ start, tokens, stemOf, stop, copies }: Corpus, { graph }: Evidence): Uint8Array =>
  Uint8Array.from(copies, (count, text) => {
    if (count === 1 && graph.start[text] === graph.start[text + 1]) return 1
    for (let i = start[text]; i < start[text + 1]; i++) if (stop[stemOf[tokens[i]]] === 0) return 0
    return 1
  })

const strengths = ({ graph: { start, ends, weights } }: Evidence, theme: Int32Array): Float32Array =>
  Float32Array.from(theme, (own, text) => {
    let all = 0
    let inside = 0
    for (let i = start[text]; i < start[text + 1]; i++) {
      all += weights[i]
      if (theme[ends[i]] === own) inside += weights[i]
    }
    return all === 0 ? 1 : inside / all
  })

const similar = ({ graph: { start, ends, weights } }: Evidence, { theme, themes }: Partition) => {
  const between = Array.from({ length: themes }, () => new Map<number, number>())
  const degree = new Float64Array(themes)
  for (let text = 0; text < theme.length; text++) {
    const own = theme[text]
    if (own < 0) continue
    for (let i = start[text]; i < start[text + 1]; i++) {
      const other = theme[ends[i]]
      degree[own] += weights[i]
      if (other >= 0 && other !== own) between[own].set(other, (between[own].get(other) ?? 0) + weights[i])
    }
  }
  return between.map((others, own) =>
    Array.from(others, ([theme, weight]) => ({ theme, similarity: weight / degree[own] }))
      .sort((a, b) => b.similarity - a.similarity || a.theme - b.theme)
      .slice(0, MOST_SIMILAR)
  )
}

const meanBy = (theme: Int32Array, themes: number, values: Float32Array): Float32Array => {
  const sum = new Float64Array(themes)
  const count = new Float64Array(themes)
  theme.forEach((one, i) => {
    if (one < 0) return
    sum[one] += values[i]
    count[one]++
  })
  return Float32Array.from(sum, (total, one) => total / count[one])
}

/** What a partition of the texts means for the messages. */
export const clustering = (
  corpus: Corpus,
  evidence: Evidence,
  partition: Partition,
  size: number
): Clustering => {
  const mute = silent(corpus, evidence)
  const spoken = compact(partition.theme.map((theme, text) => (mute[text] === 1 ? -1 : theme)))
  const { theme, themes } = withoutSilent(spoken, mute, corpus)
  const strength = strengths(evidence, theme)
  const spread = <A extends Int32Array | Float32Array>(values: A, into: A): A => {
    for (let message = 0; message < corpus.size; message++) into[message] = values[corpus.textOf[message]]
    return into
  }
  const messageTheme = spread(theme, new Int32Array(corpus.size))
  const messageStrength = spread(strength, new Float32Array(corpus.size))
  return {
    theme: messageTheme,
    themes,
    strength: messageStrength,
    parent: directions(evidence, { theme, themes }, size),
    cohesion: meanBy(messageTheme, themes, messageStrength),
    similar: similar(evidence, { theme, themes })
  }
}

/** Themes by the number of their messages; silent texts in none (-1). */
const withoutSilent = (all: Partition, mute: Uint8Array, { copies }: Corpus): Partition => {
  const labels = new Int32Array(all.theme.length).fill(-1)
  const spoken = Array.from(mute.keys()).filter((text) => mute[text] === 0)
  const kept = bySize(
    compact(Int32Array.from(spoken, (text) => all.theme[text])),
    Int32Array.from(spoken, (text) => copies[text])
  )
  spoken.forEach((text, i) => (labels[text] = kept.theme[i]))
  return { theme: labels, themes: kept.themes }
}
