import english from "natural/lib/natural/stemmers/porter_stemmer.js"
import russian from "natural/lib/natural/stemmers/porter_stemmer_ru.js"
import { isEnding, isParadigm, type Paradigm } from "./inflection.ts"
import { seed } from "./seed.ts"

interface Exception {
  readonly stem: string
  readonly paradigm: Paradigm
}

const longestRoot = 16

const exceptions = (): ReadonlyMap<string, ReadonlyArray<Exception>> => {
  const byRoot = new Map<string, Array<Exception>>()
  for (const { stem, paradigm, roots } of seed("stems")) {
    if (!isParadigm(paradigm))
      throw new Error(`sql/seeds/stems.csv: «${stem}» has no known paradigm: «${paradigm}»`)
    for (const root of roots.split(" ")) byRoot.set(root, [...(byRoot.get(root) ?? []), { stem, paradigm }])
  }
  return byRoot
}
const byRoot = exceptions()

const exception = (token: string): string | undefined => {
  for (let end = Math.min(token.length, longestRoot); end > 1; end--) {
    const rest = token.slice(end)
    const found = byRoot.get(token.slice(0, end))?.find(({ paradigm }) => isEnding(paradigm, rest))
    if (found) return found.stem
  }
  return undefined
}

/** What Porter's rules split apart in Russian: -ость after its own endings, fleeting vowels, verbs in -ировать. */
const rejoin = (stem: string): string =>
  stem
    .replace(/^(.*[аеиоуыэюя].*[аеиоуыэюя].*)ост$/, "$1")
    .replace(/нн$/, "н")
    .replace(/(.[аеиоуыэюя].*)ир(?:ова|ован|ованн|у|уем|ует|уют|ующ|уеш)$/, "$1ир")
    .replace(/(.{2}[бвгджзклмнпрстфхцчшщй])[ое]([кцн])$/, "$1$2")

const cyrillic = /[\u0400-\u04ff]/
const latin = /^[a-z]+$/

/**
 * The stem of a token (lower case, ё folded to е): Porter's rules for the token's script, with the words they split
 * brought back together by sql/seeds/stems.csv. Tokens with digits or signs but no Cyrillic stay as they are.
 */
export const stem = (token: string): string => {
  if (cyrillic.test(token)) return exception(token) ?? rejoin(russian.stem(token))
  const word = token.replace(/'s?$/, "")
  return latin.test(word) ? english.stem(word) : token
}
