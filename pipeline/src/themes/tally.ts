import type { Corpus } from "../text/corpus.ts"
import { members, ofTheme } from "./members.ts"

/** How many messages of each theme hold each stem; all that is needed to place a message without the others. */
export interface Tally {
  readonly stems: ReadonlyArray<string>
  /** numbers of the themes, ascending */
  readonly themes: Int32Array
  /** messages of each theme */
  readonly sizes: Int32Array
  /** stems of theme k: `ids[start[k] .. start[k + 1])`, ascending, each held by so many `counts` */
  readonly start: Int32Array
  readonly ids: Int32Array
  readonly counts: Int32Array
}

/** The distinct telling stems of a text. */
export const stemsOf = ({ start, stemOf, stop, tokens }: Corpus, text: number): ReadonlySet<number> => {
  const found = new Set<number>()
  for (let i = start[text]; i < start[text + 1]; i++)
    if (stop[stemOf[tokens[i]]] === 0) found.add(stemOf[tokens[i]])
  return found
}

const distinct = (numbers: Int32Array): Int32Array =>
  Int32Array.from(new Set(numbers.filter((number) => number >= 0))).sort()

/** Counts a corpus whose messages are in themes of these numbers, -1 for none. */
export const tallyOf = (corpus: Corpus, numbers: Int32Array): Tally => {
  const themes = distinct(numbers)
  const label = new Map(Array.from(themes, (number, k) => [number, k]))
  const grouped = members(
    numbers.map((number) => label.get(number) ?? -1),
    themes.length
  )
  const sums = new Int32Array(corpus.stems.length)
  const mark = new Int32Array(corpus.stems.length).fill(-1)
  const rows = Array.from(themes, (_, k) => heardIn(corpus, ofTheme(grouped, k), sums, mark))
  return {
    stems: corpus.stems,
    themes,
    sizes: themes.map((_, k) => ofTheme(grouped, k).length),
    start: starts(rows.map(({ ids }) => ids)),
    ids: joined(rows.map(({ ids }) => ids)),
    counts: joined(rows.map(({ counts }) => counts))
  }
}

/** The stems of some messages with how many hold each; `sums` is left as it was, all zero. */
const heardIn = (
  { start, stemOf, stop, textOf, tokens }: Corpus,
  messages: Int32Array,
  sums: Int32Array,
  mark: Int32Array
) => {
  const touched: Array<number> = []
  for (const message of messages) {
    const text = textOf[message]
    for (let i = start[text]; i < start[text + 1]; i++) {
      const stem = stemOf[tokens[i]]
      if (stop[stem] !== 0 || mark[stem] === message) continue
      mark[stem] = message
      if (sums[stem]++ === 0) touched.push(stem)
    }
  }
  const ids = Int32Array.from(touched).sort()
  const counts = ids.map((stem) => sums[stem])
  for (const stem of ids) sums[stem] = 0
  return { ids, counts }
}

const starts = (parts: ReadonlyArray<Int32Array>): Int32Array => {
  const start = new Int32Array(parts.length + 1)
  parts.forEach(({ length }, k) => {
    start[k + 1] = start[k] + length
  })
  return start
}

const joined = (parts: ReadonlyArray<Int32Array>): Int32Array => {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const part of parts) {
    all.set(part, end)
    end += part.length
  }
  return all
}

/** Both tallies as one; the second adds to the stems and themes of the first. */
export const tallied = (first: Tally, second: Tally): Tally => {
  const known = new Map(first.stems.map((stem, id) => [stem, id]))
  const stems = [...first.stems]
  const idOf = second.stems.map((stem) => {
    const id = known.get(stem)
    return id ?? stems.push(stem) - 1
  })
  const themes = Int32Array.from(new Set([...first.themes, ...second.themes])).sort()
  const place = [first, second].map((one) => new Map(Array.from(one.themes, (number, k) => [number, k])))
  const rows = Array.from(themes, (number) => {
    const row = rowOf(first, place[0]!.get(number), (id) => id, new Map())
    return rowOf(second, place[1]!.get(number), (id) => idOf[id]!, row)
  })
  const ids = rows.map((row) => Int32Array.from(row.keys()).sort())
  const sizeIn = (one: Tally, k: number | undefined) => (k === undefined ? 0 : one.sizes[k]!)
  return {
    stems,
    themes,
    sizes: themes.map(
      (number) => sizeIn(first, place[0]!.get(number)) + sizeIn(second, place[1]!.get(number))
    ),
    start: starts(ids),
    ids: joined(ids),
    counts: joined(ids.map((one, k) => one.map((id) => rows[k]!.get(id)!)))
  }
}

const rowOf = (
  { counts, ids, start }: Tally,
  k: number | undefined,
  idOf: (id: number) => number,
  row: Map<number, number>
): Map<number, number> => {
  if (k === undefined) return row
  for (let i = start[k]; i < start[k + 1]; i++) {
    const id = idOf(ids[i])
    row.set(id, (row.get(id) ?? 0) + counts[i])
  }
  return row
}
