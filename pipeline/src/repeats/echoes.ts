import { members, ofTheme } from "../themes/members.ts"
import { Likeness, saidAgain, type Stemmed } from "./likeness.ts"
import { FORTNIGHT, type Sayings } from "./sayings.ts"

/** Matters of one person in a fortnight that a message is held against, the latest ones. */
const MOST_OPEN = 40

/** One number for each person of a school; -1 where either is not known. */
const voicesOf = ({ author, school }: Sayings) => {
  const numbers = new Map<number, number>()
  const authors = 1 + author.reduce((most, one) => Math.max(most, one), 0)
  const voice = author.map((one, place) => {
    if (one < 0 || school[place] < 0) return -1
    const key = school[place] * authors + one
    const known = numbers.get(key) ?? numbers.size
    if (known === numbers.size) numbers.set(key, known)
    return known
  })
  return { voice, voices: numbers.size }
}

/**
 * The place of the message that each one repeats, -1 where it repeats none: the first of the same person of the same
 * school that says nearly the same within a fortnight before, in whatever source.
 */
export const echoes = (corpus: Stemmed, sayings: Sayings): Int32Array => {
  const { start, textOf } = corpus
  const { minute } = sayings
  const { voice, voices } = voicesOf(sayings)
  const heard = members(voice, voices)
  const likeness = new Likeness(corpus, saidAgain)
  const echo = new Int32Array(textOf.length).fill(-1)
  const says = (place: number) => start[textOf[place] + 1] > start[textOf[place]]
  for (let one = 0; one < voices; one++) {
    if (heard.start[one + 1] - heard.start[one] < 2) continue
    const inTime = ofTheme(heard, one).sort((a, b) => minute[a] - minute[b] || a - b)
    let open: Array<number> = []
    for (const place of inTime.filter(says)) {
      open = open.filter((first) => minute[place] - minute[first] <= FORTNIGHT).slice(-MOST_OPEN)
      if (open.length > 0) likeness.hold(textOf[place])
      const first = open.find((other) => textOf[other] === textOf[place] || likeness.repeats(textOf[other]))
      if (first === undefined) open.push(place)
      else echo[place] = first
    }
  }
  return echo
}
