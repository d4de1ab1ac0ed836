import { seed } from "./seed.ts"
import { stem } from "./stem.ts"

/** Two ways to say one thing, both as stems; `to` is empty where the words say nothing of the matter. */
export interface Equivalent {
  readonly from: ReadonlyArray<string>
  readonly to: ReadonlyArray<string>
}

export interface Lexicon {
  /** stems that carry no matter */
  readonly stop: ReadonlySet<string>
  /** those of them that are courtesies: they say nothing even beside other words */
  readonly courtesy: ReadonlySet<string>
  /** by the first stem of `from`, the longest first */
  readonly thesaurus: ReadonlyMap<string, ReadonlyArray<Equivalent>>
}

const stems = (phrase: string): ReadonlyArray<string> =>
  phrase.split(/\s+/).flatMap((word) => (word === "" ? [] : [stem(word.toLowerCase().replaceAll("ё", "е"))]))

/** A meaning stands for itself too, so that a shorter way of writing never breaks it. */
const equivalents = (): ReadonlyArray<Equivalent> =>
  seed("thesaurus").flatMap(({ meaning, written }) =>
    [...written.split("|"), ...(meaning === "" ? [] : [meaning])].map((variant) => ({
      from: stems(variant),
      to: stems(meaning)
    }))
  )

const byFirst = (all: ReadonlyArray<Equivalent>): Lexicon["thesaurus"] => {
  const groups = Map.groupBy(all, ({ from }) => from[0])
  for (const group of groups.values()) group.sort((a, b) => b.from.length - a.from.length)
  return groups
}

const stopStems = (of: (row: Readonly<Record<string, string>>) => boolean): ReadonlySet<string> =>
  new Set(
    seed("stop_words")
      .filter(of)
      .flatMap(({ word }) => [stem(word.replaceAll("ё", "е")), word])
  )

/** Stop words and the domain thesaurus of sql/seeds, brought to stems. */
export const loadLexicon = (): Lexicon => ({
  stop: stopStems(() => true),
  courtesy: stopStems(({ group }) => group === "courtesy"),
  thesaurus: byFirst(equivalents())
})

const startsAt = (stems: ReadonlyArray<string>, at: number, { from }: Equivalent): boolean =>
  from.every((stem, i) => stems[at + i] === stem)

/** Stems with every known way of writing replaced by its meaning, from the left, the longest way first. */
export const rewrite = (stems: ReadonlyArray<string>, { thesaurus }: Lexicon): ReadonlyArray<string> => {
  const out: Array<string> = []
  for (let at = 0; at < stems.length;) {
    const found = thesaurus.get(stems[at])?.find((each) => startsAt(stems, at, each))
    if (found) out.push(...found.to)
    else out.push(stems[at])
    at += found?.from.length ?? 1
  }
  return out
}
