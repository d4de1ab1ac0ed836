import type { Letter } from "./name-letters.ts"
import { cuedPatterns, longestPattern, patterns, smallPatterns, toldPatterns } from "./name-patterns.ts"

const letters = ".FfPpSstZIX"
const base = letters.length

const codes = new Uint8Array(128)
for (let at = 0; at < base; at++) codes[letters.charCodeAt(at)] = at

const keyOf = (pattern: string): number =>
  [...pattern.padEnd(longestPattern, ".")].reduce(
    (key, letter) => key * base + codes[letter.charCodeAt(0)],
    0
  )

const tableOf = (set: ReadonlySet<string>): Uint8Array => {
  const table = new Uint8Array(base ** longestPattern)
  for (const pattern of set) table[keyOf(pattern)] = 1
  return table
}

const capital = tableOf(patterns)
const cued = tableOf(cuedPatterns)
const small = tableOf(smallPatterns)
const told = tableOf(toldPatterns)
const tables = { capital, cued, small, told } as const

export type Table = keyof typeof tables

/** How many of three letters, `.` after the last, make a name: the most that fit, 0 where none do. */
export const longestName = (table: Table, a: Letter, b: Letter, c: Letter): number => {
  const fits = tables[table]
  const [one, two, three] = [codes[a.charCodeAt(0)], codes[b.charCodeAt(0)], codes[c.charCodeAt(0)]]
  if (three > 0 && two > 0 && fits[(one * base + two) * base + three]) return 3
  if (two > 0 && fits[(one * base + two) * base]) return 2
  return fits[one * base * base] ? 1 : 0
}
