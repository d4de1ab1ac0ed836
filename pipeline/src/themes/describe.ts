import { Effect } from "effect"
import type { Corpus } from "../text/corpus.ts"
import { type Grammar, openGrammar } from "../text/grammar.ts"
import { type Candidate, central } from "./central.ts"
import { passageOf } from "./clauses.ts"
import type { Clustering } from "./clustering.ts"
import { measure } from "./facets.ts"
import { keyphrasesOf } from "./keyphrases.ts"
import { members, ofTheme } from "./members.ts"
import { quotesOf, type Read } from "./quotes.ts"
import { Painter, type Portrait } from "./salience.ts"
import { Titles, titlesOf } from "./title.ts"

/** How a theme is shown. */
export interface Description {
  /** a real phrase of its messages without personal details, at most 80 characters, no two themes the same */
  readonly title: string
  /** up to six, in forms that stand in the messages */
  readonly keyphrases: ReadonlyArray<string>
  /** places of up to three messages that speak for it, the most central first */
  readonly quotes: ReadonlyArray<number>
  /** titles of its largest requests, by their number, at most twelve */
  readonly requests: ReadonlyArray<string>
}

export interface DescribeOptions {
  /** number of each message's school, -1 where unknown: quotes prefer different schools */
  readonly schoolOf?: Int32Array
  /** for each theme and request the place of the message that speaks for it */
  readonly speakers?: ReadonlyArray<ReadonlyArray<number>>
}

/** Requests of one theme that get a title. */
const REQUESTS = 12
/** Messages read for one theme. */
const READ = 40
/** Themes whose messages are asked for at once. */
const AT_ONCE = 100

interface Sketch {
  readonly portrait: Portrait
  readonly candidates: ReadonlyArray<Candidate>
  readonly speakers: ReadonlyArray<number>
}

interface Known {
  readonly candidates: ReadonlyArray<Read>
  readonly speakers: ReadonlyArray<Read>
}

const asked = (sketches: ReadonlyArray<Sketch>): Int32Array =>
  Int32Array.from(
    sketches.flatMap(({ candidates, speakers }) => [...candidates.map(({ message }) => message), ...speakers])
  )

const withTexts = (sketches: ReadonlyArray<Sketch>, texts: ReadonlyArray<string>): ReadonlyArray<Known> => {
  let at = 0
  const read = ({ message, centrality }: Pick<Read, "message" | "centrality">): Read => {
    const text = texts[at++]
    return { message, centrality, text, passage: passageOf(text) }
  }
  return sketches.map(({ candidates, speakers }) => ({
    candidates: candidates.map(read),
    speakers: speakers.map((message) => read({ message, centrality: 1 }))
  }))
}

/** Draws the themes of one corpus, one after another. */
const drawing = (corpus: Corpus, grammar: Grammar, schoolOf: Int32Array | undefined) => {
  const painter = new Painter(corpus)
  const numberOf = new Map(corpus.stems.map((stem, number) => [stem, number]))
  const titles = new Titles()
  const sketch = (messages: Int32Array, strength: Float32Array, speakers: ReadonlyArray<number>): Sketch => {
    const portrait = painter.portrait(messages)
    return {
      portrait,
      candidates: central(painter, portrait, strength, READ),
      speakers: speakers.slice(0, REQUESTS)
    }
  }
  const finish = ({ portrait }: Sketch, { candidates, speakers }: Known, number: number): Description => {
    const gauge = measure(portrait, painter, numberOf)
    const keyphrases = keyphrasesOf(candidates, gauge, grammar)
    const inside = new Titles()
    return {
      title: titles.give(titlesOf(candidates, gauge, grammar), keyphrases, keyphrases[0] ?? `№ ${number}`),
      keyphrases,
      quotes: quotesOf(candidates, schoolOf),
      requests: speakers.map((one, i) => inside.give(titlesOf([one], gauge, grammar), [], `№ ${i + 1}`))
    }
  }
  return { sketch, finish }
}

/**
 * Titles, keyphrases, quotes and the titles of requests of all themes, in their order. Texts are read only for the
 * messages that may speak for a theme, a hundred themes at a time.
 */
export const describe = <E, R>(
  corpus: Corpus,
  { theme, themes, strength }: Pick<Clustering, "theme" | "themes" | "strength">,
  textsOf: (messages: Int32Array) => Effect.Effect<ReadonlyArray<string>, E, R>,
  { schoolOf, speakers = [] }: DescribeOptions = {}
): Effect.Effect<ReadonlyArray<Description>, E, R> =>
  Effect.gen(function* () {
    const { sketch, finish } = drawing(corpus, yield* openGrammar, schoolOf)
    const grouped = members(theme, themes)
    const descriptions: Array<Description> = []
    for (let first = 0; first < themes; first += AT_ONCE) {
      const sketches = Array.from({ length: Math.min(AT_ONCE, themes - first) }, (_, i) =>
        sketch(ofTheme(grouped, first + i), strength, speakers[first + i] ?? [])
      )
      const known = withTexts(sketches, yield* textsOf(asked(sketches)))
      sketches.forEach((one, i) => descriptions.push(finish(one, known[i], first + i + 1)))
    }
    return descriptions
  })
