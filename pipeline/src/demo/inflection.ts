import Az from "az"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { Data, Effect } from "effect"
import type { Gender } from "./agreement.ts"

/** The dictionary of word forms could not be opened; `npm ci` restores it. */
export class NoDictionary extends Data.TaggedError("NoDictionary")<{ readonly cause: unknown }> {
  override readonly message = "The dictionary of Russian word forms (package az) cannot be read: run npm ci"
}

export interface Form {
  readonly text: string
  readonly gender: Gender
}

/** Cases by their first letters (n g d a i p), then s or p for the number: "gp" is genitive plural. */
export type Inflect = (phrase: string, form: string) => Form

interface Parse {
  readonly tag: Readonly<Record<string, unknown>>
  readonly inflect: (grammemes: ReadonlyArray<string>) => { readonly word: string } | false
}

const cases: Readonly<Record<string, string>> = {
  n: "nomn",
  g: "gent",
  d: "datv",
  a: "accs",
  i: "ablt",
  p: "loct"
}

const parses = (word: string): ReadonlyArray<Parse> => Az.Morph(word.toLowerCase(), { typos: 0 })

const nounOf = (word: string): Parse | undefined =>
  parses(word).find((parse) => parse.tag["NOUN"] && parse.tag["NOMN"]) ??
  parses(word).find((parse) => parse.tag["NOUN"])

const adjectiveOf = (word: string): Parse | undefined => parses(word).find((parse) => parse.tag["ADJF"])

const genderOf = (noun: Parse): Gender => (noun.tag["femn"] ? 1 : noun.tag["neut"] ? 2 : 0)

const inflected = (phrase: string, form: string): Form => {
  const words = phrase.split(" ")
  const head = words.findIndex((word) => adjectiveOf(word) === undefined && nounOf(word) !== undefined)
  const noun = nounOf(words[Math.max(0, head)])
  const plural = form[1] === "p" || noun?.tag["Pltm"] === true
  if (noun === undefined || /^[А-ЯЁ]{2}/.test(words[head])) return { text: phrase, gender: 0 }
  const gender = genderOf(noun)
  const live = noun.tag["anim"] ? "anim" : "inan"
  const agree = plural ? ["plur"] : ["sing", gender === 1 ? "femn" : gender === 2 ? "neut" : "masc"]
  const said = words.map((word, at) => {
    const wanted =
      at < head ? [cases[form[0]], ...agree, ...(form[0] === "a" ? [live] : [])] : [cases[form[0]], agree[0]]
    const parse = at < head ? adjectiveOf(word) : at === head ? noun : undefined
    const found = parse?.inflect(wanted) || parse?.inflect(wanted.filter((grammeme) => grammeme !== live))
    return found
      ? /^[А-ЯЁ]/.test(word)
        ? found.word[0].toUpperCase() + found.word.slice(1)
        : found.word
      : word
  })
  return { text: said.join(" "), gender: plural ? 3 : gender }
}

const remembered = (): Inflect => {
  const known = new Map<string, Form>()
  return (phrase, form) => {
    const key = `${phrase}:${form}`
    const found = known.get(key) ?? inflected(phrase, form)
    known.set(key, found)
    return found
  }
}

/** Opens the OpenCorpora dictionary of the package az; adjectives before the noun agree with it, words after it stay. */
export const openInflection: Effect.Effect<Inflect, NoDictionary> = Effect.callback((resume) => {
  const folder = join(dirname(createRequire(import.meta.url).resolve("az/package.json")), "dicts")
  Az.Morph.init(folder, (cause: unknown) =>
    resume(cause ? Effect.fail(new NoDictionary({ cause })) : Effect.succeed(remembered()))
  )
})
