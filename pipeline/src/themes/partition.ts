import type { Merge } from "./merge.ts"

/** A partition of texts: `theme[text]` is 0 .. themes - 1. */
export interface Partition {
  readonly theme: Int32Array
  readonly themes: number
}

/** The same groups numbered 0, 1, 2 … in the order of their first text. */
export const compact = (label: Int32Array): Partition => {
  const number = new Map<number, number>()
  const theme = label.map((name) => {
    const known = number.get(name) ?? number.size
    number.set(name, known)
    return known
  })
  return { theme, themes: number.size }
}

/** For each theme the one it ended in after the merges. */
export const rootsOf = (themes: number, merges: ReadonlyArray<Merge>): Int32Array => {
  const root = Int32Array.from({ length: themes }, (_, theme) => theme)
  for (const { kept, dropped } of merges.toReversed()) root[dropped] = root[kept]
  return root
}
