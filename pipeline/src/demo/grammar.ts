import { agreements, feminine, type Gender } from "./agreement.ts"
import type { Dice } from "./dice.ts"
import type { Form, Inflect } from "./inflection.ts"

type Part =
  | string
  | { readonly kind: "choice"; readonly of: ReadonlyArray<Phrase> }
  | { readonly kind: "noun"; readonly of: ReadonlyArray<Form> }
  | { readonly kind: "agrees"; readonly of: ReadonlyArray<string> }
  | { readonly kind: "speaker"; readonly of: ReadonlyArray<string> }
  | { readonly kind: "slot"; readonly name: string; readonly form: string }

/** A sentence pattern ready to be said; see data/README.md for how it is written. */
export type Phrase = ReadonlyArray<Part>

/** Who says a phrase and what fills its «<slots>». */
export interface Voice {
  readonly dice: Dice
  readonly female: boolean
  readonly fill: (slot: string, form: string) => string
}

export interface Lexicon {
  readonly inflect: Inflect
  /** synonyms by the key that patterns use */
  readonly words: ReadonlyMap<string, ReadonlyArray<string>>
}

const nounOf = (lexicon: Lexicon, source: string): Part => {
  const [key, form = "ns"] = source.split(":")
  const words = lexicon.words.get(key) ?? [key]
  return { kind: "noun", of: words.map((word) => lexicon.inflect(word, form)) }
}

const slotOf = (source: string): Part => {
  const [name, form = ""] = source.split(":")
  return { kind: "slot", name, form }
}

const plainParts = (text: string): ReadonlyArray<Part> =>
  text
    .split(/([а-яёА-ЯЁ]+@|%[а-яё]+)/)
    .filter((piece) => piece !== "")
    .map((piece): Part => {
      if (piece.endsWith("@"))
        return { kind: "speaker", of: [piece.slice(0, -1), feminine(piece.slice(0, -1))] }
      return piece.startsWith("%") ? { kind: "agrees", of: agreements(piece.slice(1)) } : piece
    })

class Reader {
  readonly #source: string
  readonly #lexicon: Lexicon
  #at = 0

  constructor(source: string, lexicon: Lexicon) {
    this.#source = source
    this.#lexicon = lexicon
  }

  phrase(): Phrase {
    const parts: Array<Part> = []
    while (this.#at < this.#source.length && !"|}".includes(this.#source[this.#at]))
      parts.push(...this.#parts())
    return parts
  }

  #parts(): ReadonlyArray<Part> {
    const opening = this.#source[this.#at]
    if (opening === "{") return [this.#choice()]
    if (opening === "[") return [nounOf(this.#lexicon, this.#until("]"))]
    if (this.#source.startsWith("<<", this.#at))
      return [{ kind: "slot", name: "decoy", form: this.#until(">>").slice(1) }]
    if (opening === "<") return [slotOf(this.#until(">"))]
    const start = this.#at
    while (this.#at < this.#source.length && !"{[<|}".includes(this.#source[this.#at])) this.#at++
    return plainParts(this.#source.slice(start, this.#at))
  }

  #until(closing: string): string {
    const end = this.#source.indexOf(closing, this.#at)
    const inner = this.#source.slice(this.#at + 1, end)
    this.#at = end + closing.length
    return inner
  }

  #choice(): Part {
    const of: Array<Phrase> = []
    do {
      this.#at++
      of.push(this.phrase())
    } while (this.#source[this.#at] === "|")
    this.#at++
    return { kind: "choice", of }
  }
}

/** Reads one sentence pattern: {one|other}, [noun:case], <slot>, said@ by the speaker's gender, %agreeing with the noun. */
export const parsePhrase = (source: string, lexicon: Lexicon): Phrase => new Reader(source, lexicon).phrase()

interface Noun {
  gender: Gender
}

const sayPart = (part: Part, voice: Voice, noun: Noun): string => {
  if (typeof part === "string") return part
  switch (part.kind) {
    case "choice":
      return sayParts(voice.dice.pick(part.of), voice, noun)
    case "noun": {
      const form = voice.dice.pick(part.of)
      noun.gender = form.gender
      return form.text
    }
    case "agrees":
      return part.of[noun.gender]
    case "speaker":
      return part.of[voice.female ? 1 : 0]
    default:
      return voice.fill(part.name, part.form)
  }
}

const sayParts = (phrase: Phrase, voice: Voice, noun: Noun): string => {
  let out = ""
  for (const part of phrase) out += sayPart(part, voice, noun)
  return out
}

/** One wording of the pattern, spaces tidied, without a capital or a full stop. */
export const say = (phrase: Phrase, voice: Voice): string =>
  sayParts(phrase, voice, { gender: 0 })
    .replace(/ {2,}/g, " ")
    .replace(/ ([,.?!])/g, "$1")
    .trim()
