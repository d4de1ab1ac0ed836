import { Bags } from "./bags.ts"
import { Dictionary } from "./dictionary.ts"
import type { Equivalent, Lexicon } from "./lexicon.ts"
import { List } from "./list.ts"
import { LONGEST_TOKEN, scan } from "./scan.ts"
import { stem } from "./stem.ts"

/** Messages as numbers. Messages with the same bag of stems are one *text*; texts stand in the order of first sight. */
export interface Corpus {
  /** messages */
  readonly size: number
  /** text of each message */
  readonly textOf: Int32Array
  /** copies of each text */
  readonly copies: Int32Array
  /** tokens of text t: `tokens[start[t] .. start[t + 1])` */
  readonly start: Int32Array
  readonly tokens: Int32Array
  /** token number -> surface form, lower case */
  readonly words: Dictionary
  /** token number -> stem number */
  readonly stemOf: Int32Array
  /** stem number -> stem */
  readonly stems: ReadonlyArray<string>
  /** stem number -> 1 for stop words */
  readonly stop: Uint8Array
  /** stem number -> 1 for the stop words that are courtesies */
  readonly courtesy: Uint8Array
}

/** Tokens of one message beyond this many are not read: a flood says nothing more. */
const MOST_TOKENS = 400
/** Words of one meaning in the thesaurus, at most. */
const LONGEST_MEANING = 8
/** Distinct tokens beyond this many are not learnt, which bounds the memory of a flood. */
const MOST_WORDS = 4_000_000

/** Reads messages one by one, in the order of their ids; keeps numbers, no text. */
export class CorpusBuilder {
  readonly #words = new Dictionary()
  readonly #bags = new Bags()
  readonly #stemNumbers = new Map<string, number>()
  readonly #lexicon: Lexicon
  /** stem number -> ways of writing that begin with it */
  readonly #ways = new Map<number, ReadonlyArray<Equivalent>>()
  readonly #meanings = new Map<Equivalent, ReadonlyArray<number>>()
  readonly #stemOf = new List()
  readonly #textOf = new List()
  readonly #copies = new List()
  readonly #start = new List()
  readonly #tokens = new List()
  readonly #codes = new Uint16Array(LONGEST_TOKEN)
  readonly #row = new Int32Array(MOST_TOKENS)
  readonly #rewritten = new Int32Array(MOST_TOKENS * LONGEST_MEANING)
  #length = 0

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
  }

  add(text: string): void {
    this.#length = 0
    scan(text, this.#codes, this.#read)
    const row = this.#rewrite()
    const known = this.#bags.size
    const number = this.#bags.add(row.map((token) => this.#stemOf.at(token)))
    this.#textOf.push(number)
    if (number < known) return this.#copies.set(number, this.#copies.at(number) + 1)
    this.#copies.push(1)
    this.#start.push(this.#tokens.length)
    for (const token of row) this.#tokens.push(token)
  }

  finish(): Corpus {
    this.#start.push(this.#tokens.length)
    const stems = [...this.#stemNumbers.keys()]
    const flags = (set: ReadonlySet<string>) => Uint8Array.from(stems, (name) => (set.has(name) ? 1 : 0))
    return {
      size: this.#textOf.length,
      textOf: this.#textOf.finish(),
      copies: this.#copies.finish(),
      start: this.#start.finish(),
      tokens: this.#tokens.finish(),
      words: this.#words,
      stemOf: this.#stemOf.finish(),
      stems,
      stop: flags(this.#lexicon.stop),
      courtesy: flags(this.#lexicon.courtesy)
    }
  }

  readonly #read = (length: number): void => {
    if (this.#length === MOST_TOKENS || this.#words.size === MOST_WORDS) return
    const token = this.#words.add(this.#codes, length)
    if (token === this.#stemOf.length) this.#stemOf.push(this.#stemNumber(stem(this.#words.word(token))))
    this.#row[this.#length++] = token
  }

  /** Replaces each known way of writing by the tokens of its meaning, from the left, the longest way first. */
  #rewrite(): Int32Array {
    let end = 0
    for (let at = 0; at < this.#length;) {
      const way = this.#ways.get(this.#stemOf.at(this.#row[at]))?.find(({ from }) => this.#startsAt(at, from))
      for (const token of way ? this.#meaning(way) : [this.#row[at]]) this.#rewritten[end++] = token
      at += way?.from.length ?? 1
    }
    return this.#rewritten.subarray(0, Math.min(end, MOST_TOKENS))
  }

  #startsAt(at: number, from: ReadonlyArray<string>): boolean {
    if (at + from.length > this.#length) return false
    return from.every((name, i) => this.#stemNumbers.get(name) === this.#stemOf.at(this.#row[at + i]))
  }

  #stemNumber(name: string): number {
    const known = this.#stemNumbers.get(name)
    if (known !== undefined) return known
    const number = this.#stemNumbers.size
    this.#stemNumbers.set(name, number)
    const ways = this.#lexicon.thesaurus.get(name)
    if (ways) this.#ways.set(number, ways)
    return number
  }

  /** A meaning is written by its stems. */
  #meaning(way: Equivalent): ReadonlyArray<number> {
    const known = this.#meanings.get(way) ?? way.to.map((name) => this.#token(name))
    this.#meanings.set(way, known)
    return known
  }

  #token(name: string): number {
    const length = Math.min(name.length, LONGEST_TOKEN)
    const codes = Uint16Array.from({ length }, (_, i) => name.charCodeAt(i))
    const token = this.#words.add(codes, length)
    if (token === this.#stemOf.length) this.#stemOf.push(this.#stemNumber(name))
    return token
  }
}
