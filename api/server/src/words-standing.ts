interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

const letters = /[\p{L}\p{N}]+/gu

/** How many other words may stand between two words of a phrase. */
const slack = 2

/** Two words are forms of one where they begin with the same letters for so much of the longer. */
const alike = 0.6

const plain = (text: string) => text.toLowerCase().replaceAll("ё", "е")

const tokensOf = (text: string): ReadonlyArray<Token> =>
  [...plain(text).matchAll(letters)].map(({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length
  }))

const commonStart = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

const isForm = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 4 && commonStart(a, b) >= alike * Math.max(a.length, b.length))

/** The last token of a phrase that begins at a token, -1 where it does not stand there. */
const endOf = (tokens: ReadonlyArray<Token>, phrase: ReadonlyArray<string>, start: number): number => {
  let at = start
  for (const word of phrase.slice(1)) {
    const next = tokens.findIndex((token, i) => i > at && i <= at + slack + 1 && isForm(token.word, word))
    if (next < 0) return -1
    at = next
  }
  return at
}

const spanOf = (text: string, tokens: ReadonlyArray<Token>, phrase: ReadonlyArray<string>) => {
  const [first = ""] = phrase
  for (const same of [(word: string) => word === first, (word: string) => isForm(word, first)])
    for (const [start, { word }] of tokens.entries()) {
      const end = same(word) ? endOf(tokens, phrase, start) : -1
      if (end >= 0) return [text.slice(tokens[start]!.start, tokens[end]!.end)]
    }
  return []
}

/** Phrases as they stand in a text: in any form, with up to two other words between theirs, none within another. */
export const wordsStanding = (phrases: ReadonlyArray<string>, text: string): ReadonlyArray<string> => {
  const tokens = tokensOf(text)
  const spans = phrases.flatMap((phrase) => spanOf(text, tokens, plain(phrase).match(letters) ?? []))
  const longest = [...new Set(spans)].sort((a, b) => b.length - a.length)
  return longest.filter((span, i) => !longest.slice(0, i).some((longer) => longer.includes(span)))
}
