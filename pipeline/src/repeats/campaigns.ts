import { members, ofTheme } from "../themes/members.ts"
import { leaders } from "./leaders.ts"
import type { Stemmed } from "./likeness.ts"
import { FORTNIGHT, type Sayings } from "./sayings.ts"

/** Shorter texts are the same by chance, not copied. */
const COPY_TOKENS = 9
/** So many copies in a fortnight, by so many people, are a campaign. */
const LEAST_COPIES = 10
const LEAST_PEOPLE = 5
/** What many people come to say in the same words by themselves they say all the year; a campaign is most of its copies. */
const BURST = 0.5

/** Marks the messages of every fortnight in which the copies, in order of time, make a campaign. */
const mark = (copies: Int32Array, { author, minute }: Sayings, campaign: Uint8Array): void => {
  const often = new Map<number, number>()
  const person = (place: number) => (author[place] < 0 ? -1 - place : author[place])
  let first = 0
  let marked = 0
  copies.forEach((place, last) => {
    often.set(person(place), (often.get(person(place)) ?? 0) + 1)
    for (; minute[place] - minute[copies[first]] > FORTNIGHT; first++) {
      const left = often.get(person(copies[first]))! - 1
      if (left > 0) often.set(person(copies[first]), left)
      else often.delete(person(copies[first]))
    }
    const now = last - first + 1
    if (now < LEAST_COPIES || often.size < LEAST_PEOPLE || now < BURST * copies.length) return
    for (marked = Math.max(marked, first); marked <= last; marked++) campaign[copies[marked]] = 1
  })
}

/** 1 for messages that many people sent nearly word for word within a fortnight, whatever theme they are in. */
export const campaigns = (corpus: Stemmed, sayings: Sayings): Uint8Array => {
  const leader = leaders(corpus, COPY_TOKENS)
  const campaign = new Uint8Array(corpus.textOf.length)
  const groups = members(
    corpus.textOf.map((text) => leader[text]),
    leader.length
  )
  for (let text = 0; text < leader.length; text++) {
    if (groups.start[text + 1] - groups.start[text] < LEAST_COPIES) continue
    const { minute } = sayings
    mark(
      ofTheme(groups, text).sort((a, b) => minute[a] - minute[b] || a - b),
      sayings,
      campaign
    )
  }
  return campaign
}
