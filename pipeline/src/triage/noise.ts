import { seed } from "../text/seed.ts"
import { isStop, type Reading, readingOf } from "../text/reading.ts"

const phrases: ReadonlyMap<string, ReadonlyArray<ReadonlyArray<string>>> = Map.groupBy(
  seed("noise")
    .map(({ phrase }) => readingOf(phrase).stems)
    .filter((stems) => stems.length > 0)
    .toSorted((a, b) => b.length - a.length),
  ([first]) => first
)

const said = (stems: ReadonlyArray<string>, at: number): number =>
  phrases.get(stems[at])?.find((phrase) => phrase.every((stem, i) => stems[at + i] === stem))?.length ?? 0

const letters = /\p{L}{2}/u

/** Whether a text says nothing of any matter: thanks, «+1», «см. вложение», emoji, digits, stop words alone. */
export const isNoise = ({ stems }: Reading): boolean => {
  for (let at = 0; at < stems.length;) {
    const length = said(stems, at)
    if (length === 0 && letters.test(stems[at]) && !isStop(stems[at])) return false
    at += Math.max(1, length)
  }
  return true
}

/** No noise is longer than this, in characters. */
const LONGEST_NOISE = 200

/** `isNoise` of a text by itself; a longer text is not read at all. */
export const saysNothing = (text: string): boolean => text.length <= LONGEST_NOISE && isNoise(readingOf(text))
