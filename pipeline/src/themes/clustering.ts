import type { Corpus } from "../text/corpus.ts"
import type { Bounds } from "./bounds.ts"
import { directions } from "./directions.ts"
import type { Evidence } from "./fit.ts"
import type { Partition } from "./partition.ts"

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
  /** the previous theme that each theme continues, -1 for new ones */
  readonly origin: Int32Array
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
/**
 * A new theme with a smaller share of all messages is none: of 239 themes of a million messages 113 were of two to
 * twelve misspelt words.
 */
const DWARF = 1e-5

const LETTER = /\p{L}/u

/** Says nothing (no stem but stop words and numbers), or stands alone in the graph and is no mass mailing. */
const silent = ({ start, tokens, stemOf, stems, stop, copies }: Corpus, { graph }: Evidence): Uint8Array => {
  const tells = Uint8Array.from(stems, (stem, id) => (stop[id] === 0 && LETTER.test(stem) ? 1 : 0))
  return Uint8Array.from(copies, (count, text) => {
    if (count === 1 && graph.start[text] === graph.start[text + 1]) return 1
    for (let i = start[text]; i < start[text + 1]; i++) if (tells[stemOf[tokens[i]]] === 1) return 0
    return 1
  })
}

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

/** A fitted partition in the numbers of its start. */
export interface Fitted {
  readonly theme: Int32Array
  /** themes below this are the previous build's */
  readonly old: number
  /** messages that do not follow their text: message -> theme */
  readonly exceptions: ReadonlyMap<number, number>
  readonly bounds: Bounds
  /** exponent of the theme size in its prior */
  readonly size: number
}

/** What a partition of the texts means for the messages: themes by the number of their messages, silent ones in none. */
export const clustering = (corpus: Corpus, evidence: Evidence, fitted: Fitted): Clustering => {
  const label = spoken(corpus, evidence, fitted)
  const messageLabel = corpus.textOf.map((text, message) => fitted.exceptions.get(message) ?? label[text])
  const order = byMessages(messageLabel)
  const rank = new Map(order.map((one, place) => [one, place]))
  const ranked = (one: number): number => rank.get(one) ?? -1
  const theme = label.map(ranked)
  const themes = order.length
  const messageTheme = messageLabel.map(ranked)
  const strength = strengths(evidence, theme)
  const messageStrength = Float32Array.from(corpus.textOf, (text) => strength[text])
  return {
    theme: messageTheme,
    themes,
    origin: Int32Array.from(order, (one) => (one < fitted.old ? one : -1)),
    strength: messageStrength,
    parent: directions(evidence, { theme, themes }, fitted.size),
    cohesion: meanBy(messageTheme, themes, messageStrength),
    similar: similar(evidence, { theme, themes })
  }
}

/** The theme of each text that says something, -1 for silent ones and for those of dwarfs; decided texts stay. */
const spoken = (
  corpus: Corpus,
  evidence: Evidence,
  { bounds, exceptions, old, theme }: Fitted
): Int32Array => {
  const mute = silent(corpus, evidence)
  const label = theme.map((one, text) => (mute[text] === 1 && bounds.frozen[text] === 0 ? -1 : one))
  const count = new Map<number, number>()
  for (const text of corpus.textOf) count.set(label[text], (count.get(label[text]) ?? 0) + 1)
  const decided = new Set(exceptions.values())
  label.forEach((one, text) => bounds.frozen[text] === 1 && decided.add(one))
  const least = corpus.size * DWARF
  const stands = (one: number) => one < old || count.get(one)! >= least || decided.has(one)
  return label.map((one) => (stands(one) ? one : -1))
}

/** Labels of messages, the most frequent first, ties to the smaller; -1 is no label. */
const byMessages = (label: Int32Array): ReadonlyArray<number> => {
  const count = new Map<number, number>()
  for (const one of label) if (one >= 0) count.set(one, (count.get(one) ?? 0) + 1)
  return Array.from(count.keys()).sort((a, b) => count.get(b)! - count.get(a)! || a - b)
}
