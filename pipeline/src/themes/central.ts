import type { Painter, Portrait } from "./salience.ts"

/** A message that may speak for its theme. */
export interface Candidate {
  readonly message: number
  readonly text: number
  /** how much of the theme's telling words it says, per square root of its length; the most central has the most */
  readonly centrality: number
}

const best = (candidates: Array<Candidate>, most: number, value: (candidate: Candidate) => number) =>
  candidates
    .map((candidate) => ({ candidate, value: value(candidate) }))
    .sort((a, b) => b.value - a.value || a.candidate.message - b.candidate.message)
    .slice(0, most)
    .map(({ candidate }) => candidate)

/** The messages worth reading for a theme: the most central ones, short ones (for titles) and longer ones (for quotes). */
export const central = (
  painter: Painter,
  { salience, texts, firsts }: Portrait,
  strength: Float32Array,
  most: number
): ReadonlyArray<Candidate> => {
  const words = new Map<number, number>()
  const candidates = Array.from(texts, (text, i) => {
    const stems = painter.stems(text)
    words.set(text, stems.length)
    const said = stems.reduce((sum, stem) => sum + (salience.get(stem) ?? 0), 0)
    const centrality = (said / Math.sqrt(stems.length + 3)) * (0.5 + 0.5 * strength[firsts[i]])
    return { message: firsts[i], text, centrality }
  })
  const short = best(
    candidates,
    most / 2,
    ({ text, centrality }) => centrality / Math.sqrt(2 + Math.abs(words.get(text)! - 4))
  )
  const long = best(candidates, most / 2, ({ text, centrality }) =>
    words.get(text)! < 5 ? centrality / 2 : centrality
  )
  return [...new Map([...short, ...long].map((candidate) => [candidate.text, candidate])).values()]
}
