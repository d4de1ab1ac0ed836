import { readingOf } from "../text/reading.ts"

/** Phrases to look for, by their first stem. `tag` is what a phrase stands for. */
export type Cues<Tag> = ReadonlyMap<string, ReadonlyArray<Cue<Tag>>>

export interface Cue<Tag> {
  readonly tag: Tag
  readonly phrase: string
  readonly weight: number
  readonly stems: ReadonlyArray<string>
}

/** How many other words may stand between two words of a cue. */
const SLACK = 2

/** Phrases that differ in their forms alone are one cue, with the largest of their weights. */
export const cuesOf = <Tag>(rows: ReadonlyArray<{ tag: Tag; phrase: string; weight: number }>): Cues<Tag> => {
  const one = new Map<string, Cue<Tag>>()
  for (const row of rows.toSorted((a, b) => b.weight - a.weight)) {
    const { stems } = readingOf(row.phrase)
    const key = `${row.tag} ${stems.join(" ")}`
    if (stems.length > 0 && !one.has(key)) one.set(key, { ...row, stems })
  }
  return Map.groupBy(one.values(), ({ stems }) => stems[0])
}

const next = (stems: ReadonlyArray<string>, stem: string, from: number): number => {
  const end = Math.min(stems.length, from + SLACK + 1)
  for (let at = from; at < end; at++) if (stems[at] === stem) return at
  return -1
}

const stands = (stems: ReadonlyArray<string>, start: number, cue: ReadonlyArray<string>): boolean => {
  let at = start
  for (let i = 1; i < cue.length; i++) {
    at = next(stems, cue[i], at + 1)
    if (at < 0) return false
  }
  return true
}

/** The cues that stand in a text, each once, in the order of the text. */
export const found = <Tag>(stems: ReadonlyArray<string>, cues: Cues<Tag>): ReadonlyArray<Cue<Tag>> => {
  const result: Array<Cue<Tag>> = []
  for (let at = 0; at < stems.length; at++) {
    const candidates = cues.get(stems[at])
    if (!candidates) continue
    for (const cue of candidates) if (stands(stems, at, cue.stems) && !result.includes(cue)) result.push(cue)
  }
  return result
}
