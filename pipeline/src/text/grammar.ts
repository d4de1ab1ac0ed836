import Az from "az"
import { Effect } from "effect"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

/** What the dictionary knows of a word by itself. */
export interface Sense {
  /** the likeliest part of speech, by the marks of OpenCorpora: NOUN, ADJF, VERB, INFN, PREP … */
  readonly part: string
  /** cases that it may stand in as a noun, or as an adjective or participle */
  readonly nounCases: ReadonlySet<string>
  readonly adjectiveCases: ReadonlySet<string>
  /** a first name, surname or patronymic */
  readonly name: boolean
  /** whether the word is in the dictionary, not guessed by its ending */
  readonly known: boolean
}

export type Grammar = (word: string) => Sense

interface Parse {
  readonly parser: string
  readonly tag: Readonly<Record<string, string | boolean | undefined>>
}

const unknown: Sense = {
  part: "",
  nounCases: new Set(),
  adjectiveCases: new Set(),
  name: false,
  known: false
}

const casesOf = (parses: ReadonlyArray<Parse>, ...parts: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(
    parses
      .filter(({ tag }) => parts.includes(String(tag["POST"])))
      .map(({ tag }) => String(tag["CAse"]).slice(0, 3))
  )

const senseOf = (word: string): Sense => {
  if (!/^[а-яё-]+$/i.test(word)) return unknown
  const parses: ReadonlyArray<Parse> = Az.Morph(word.toLowerCase(), { typos: 0 })
  const [first] = parses
  if (first === undefined) return unknown
  const { tag } = first
  return {
    part: String(tag["POST"] ?? ""),
    nounCases: casesOf(parses, "NOUN"),
    adjectiveCases: casesOf(parses, "ADJF", "PRTF", "NUMR"),
    name: Boolean(tag["Name"] || tag["Surn"] || tag["Patr"]),
    known: first.parser.startsWith("Dictionary")
  }
}

const remembered = (): Grammar => {
  const senses = new Map<string, Sense>()
  return (word) => {
    const sense = senses.get(word) ?? senseOf(word)
    senses.set(word, sense)
    return sense
  }
}

const open: Effect.Effect<Grammar> = Effect.callback((resume) => {
  const folder = join(dirname(createRequire(import.meta.url).resolve("az/package.json")), "dicts")
  Az.Morph.init(folder, (cause: unknown) =>
    resume(
      cause
        ? Effect.die(new Error("The dictionary of the package az cannot be read: run npm ci", { cause }))
        : Effect.sync(remembered)
    )
  )
})

/** The OpenCorpora dictionary of the package az, opened once: half a second and about 100 MB, so for few texts only. */
export const openGrammar: Effect.Effect<Grammar> = Effect.runSync(Effect.cached(open))
