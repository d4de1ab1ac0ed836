const word = /\p{L}[\p{L}-]{3,}/gu
const mask = /\[[^\]]*\]/gu

/** So many letters tell a word from others whatever its ending. */
const root = 6
const most = 6

/** How much surer than chance a word's difference must be, in standard errors. */
const sure = 2

/** The words of a text, each once, by their root. */
const wordsOf = (text: string) =>
  new Map(
    [...text.replace(mask, " ").toLowerCase().matchAll(word)].map(([found]) => [found.slice(0, root), found])
  )

interface Counted {
  readonly texts: number
  readonly counts: ReadonlyMap<string, number>
  /** the form that most texts have */
  readonly forms: ReadonlyMap<string, string>
}

const count = (texts: ReadonlyArray<string>): Counted => {
  const forms = new Map<string, Map<string, number>>()
  for (const text of texts)
    for (const [key, form] of wordsOf(text)) {
      const known = forms.get(key) ?? new Map<string, number>()
      forms.set(key, known.set(form, (known.get(form) ?? 0) + 1))
    }
  const best = (known: ReadonlyMap<string, number>) =>
    [...known].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0]
  return {
    texts: texts.length,
    counts: new Map([...forms].map(([key, known]) => [key, [...known.values()].reduce((a, b) => a + b, 0)])),
    forms: new Map([...forms].map(([key, known]) => [key, best(known)]))
  }
}

/** How much likelier a text of one side says a word than one of the other: log-odds ratio in standard errors (Haldane's halves). */
const leaning = (key: string, own: Counted, other: Counted): number => {
  const [a, b] = [own, other].map(({ counts }) => (counts.get(key) ?? 0) + 0.5) as [number, number]
  const [c, d] = [own.texts + 1 - a, other.texts + 1 - b]
  return Math.log((a * d) / (b * c)) / Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
}

const tellingOf = (own: Counted, other: Counted): ReadonlyArray<string> =>
  [...own.forms]
    .map(([key, form]) => ({ form, lean: leaning(key, own, other) }))
    .filter(({ lean }) => lean >= sure)
    .sort((a, b) => b.lean - a.lean || (a.form < b.form ? -1 : 1))
    .slice(0, most)
    .map(({ form }) => form)

/** Words that many texts of one side have and few of the other, for each side; the most telling first. */
export const tellingWords = (
  one: ReadonlyArray<string>,
  other: ReadonlyArray<string>
): readonly [ReadonlyArray<string>, ReadonlyArray<string>] => {
  if (one.length === 0 || other.length === 0) return [[], []]
  const [a, b] = [count(one), count(other)]
  return [tellingOf(a, b), tellingOf(b, a)]
}
