import type { Voices } from "@otklik/sql/signals/voices"

const order = ["theme", "voice", "person", "day"] as const

const before = (a: Voices, i: number, b: Voices, j: number): boolean => {
  for (const column of order) {
    const [x, y] = [a[column][i]!, b[column][j]!]
    if (x !== y) return x < y
  }
  return true
}

type Column = Exclude<keyof Voices, "rows">

/** Places of the rows of `a`, and after all of those the rows of `b`, in the order of both together. */
const interleaved = (a: Voices, b: Voices): Int32Array => {
  const places = new Int32Array(a.rows + b.rows)
  let [i, j] = [0, 0]
  for (let at = 0; at < places.length; at++) {
    const first = j >= b.rows || (i < a.rows && before(a, i, b, j))
    places[at] = first ? i++ : a.rows + j++
  }
  return places
}

/** The voices of two, in their order. */
export const mergedVoices = (a: Voices, b: Voices): Voices => {
  if (b.rows === 0) return a
  const places = interleaved(a, b)
  const columns = (Object.keys(a) as ReadonlyArray<keyof Voices>).filter(
    (key): key is Column => key !== "rows"
  )
  const taken = columns.map((column) => {
    const [x, y] = [a[column], b[column]]
    const merged = new (x.constructor as new (length: number) => typeof x)(places.length)
    for (let at = 0; at < places.length; at++) {
      const place = places[at]!
      merged[at] = place < a.rows ? x[place]! : y[place - a.rows]!
    }
    return [column, merged] as const
  })
  return { ...Object.fromEntries(taken), rows: places.length } as unknown as Voices
}

/** True where both hold the same rows. */
export const sameVoices = (a: Voices, b: Voices): boolean =>
  a.rows === b.rows &&
  (Object.keys(a) as ReadonlyArray<keyof Voices>).every((key) => {
    if (key === "rows") return true
    const [x, y] = [a[key], b[key]]
    for (let row = 0; row < a.rows; row++) if (x[row] !== y[row]) return false
    return true
  })
