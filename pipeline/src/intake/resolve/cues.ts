/** Lower case, ё as е, everything but letters, digits and hyphens as one space; a space at both ends. */
export const folded = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^a-zа-я0-9-]+/g, " ")
    .trim()} `

interface Cue<A> {
  readonly words: ReadonlyArray<string>
  readonly length: number
  readonly value: A
}

const fits = (word: string, pattern: string) =>
  pattern.endsWith("*") ? word.startsWith(pattern.slice(0, -1)) : word === pattern

const standsAt = (words: ReadonlyArray<string>, at: number, pattern: ReadonlyArray<string>) =>
  pattern.every((part, offset) => fits(words[at + offset] ?? "", part))

/** Finds which of several values a phrase names by its cues (words; `*` ends a stem); the longest cue wins, then the first. */
export const cues = <A>(table: ReadonlyArray<{ readonly value: A; readonly cues: string }>) => {
  const all: ReadonlyArray<Cue<A>> = table
    .flatMap(({ cues, value }) =>
      cues.split("|").map((cue) => ({ words: cue.trim().split(" "), length: cue.trim().length, value }))
    )
    .sort((a, b) => b.words.length - a.words.length || b.length - a.length)
  return (text: string): A | null => {
    const words = folded(text).trim().split(" ")
    return all.find((cue) => words.some((_, at) => standsAt(words, at, cue.words)))?.value ?? null
  }
}

/** The cues of a seed's row with the row's own id among them, as a file of ids names it: «deputy_head». */
export const own = (id: string, cues: string): string => `${folded(id).trim()}|${cues}`

/** Remembers what was found for each distinct text, up to `most` of them. */
export const remembered = <A>(find: (text: string) => A, most = 50_000): ((text: string) => A) => {
  const known = new Map<string, A>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = find(text)
    if (known.size >= most) known.clear()
    known.set(text, found)
    return found
  }
}
