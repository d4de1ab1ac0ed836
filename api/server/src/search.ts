/** Lower case, ё as е, anything between words as one space. */
const folded = (text: string) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/** The start of a word that its forms share: two thirds of it, four letters at least. */
const start = (word: string) => word.slice(0, Math.max(4, Math.ceil((word.length * 2) / 3)))

/** True for texts in which every word of the query occurs in some form; a query without words lets all through. */
export const matching = (query: string): ((texts: ReadonlyArray<string>) => boolean) => {
  const starts = folded(query).split(" ").filter(Boolean).map(start)
  return (texts) => {
    const text = folded(texts.join(" "))
    return starts.every((it) => text.includes(it))
  }
}
