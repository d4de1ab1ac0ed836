import { Effect } from "effect"
import type { Corpus } from "../text/corpus.ts"
import { openGrammar } from "../text/grammar.ts"
import { type Candidate, central } from "./central.ts"
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
}

export interface DescribeOptions {
  /** number of each message's school, -1 where unknown: quotes prefer different schools */
  readonly schoolOf?: Int32Array
}

/** Messages read for one theme. */
const READ = 40
/** Themes whose messages are asked for at once. */
const AT_ONCE = 100

interface Sketch {
  readonly portrait: Portrait
  readonly candidates: ReadonlyArray<Candidate>
}

const withTexts = (
  sketches: ReadonlyArray<Sketch>,
  texts: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<Read>> => {
  let at = 0
  return sketches.map(({ candidates }) =>
    candidates.map(({ message, centrality }) => ({ message, centrality, text: texts[at++] }))
  )
}

/**
 * Titles, keyphrases and quotes of all themes, in their order. Texts are read only for the messages that may speak for
 * a theme, a hundred themes at a time.
 */
export const describe = <E, R>(
  corpus: Corpus,
  { theme, themes, strength }: Pick<Clustering, "theme" | "themes" | "strength">,
  textsOf: (messages: Int32Array) => Effect.Effect<ReadonlyArray<string>, E, R>,
  { schoolOf }: DescribeOptions = {}
): Effect.Effect<ReadonlyArray<Description>, E, R> =>
  Effect.gen(function* () {
    const grammar = yield* openGrammar
    const painter = new Painter(corpus)
    const numberOf = new Map(corpus.stems.map((stem, number) => [stem, number]))
    const grouped = members(theme, themes)
    const titles = new Titles()
    const sketch = (one: number): Sketch => {
      const portrait = painter.portrait(ofTheme(grouped, one))
      return { portrait, candidates: central(painter, portrait, strength, READ) }
    }
    const described = (portrait: Portrait, read: ReadonlyArray<Read>, one: number): Description => {
      const gauge = measure(portrait, painter, numberOf)
      const keyphrases = keyphrasesOf(read, gauge, grammar)
      const title = titles.give(titlesOf(read, gauge, grammar), keyphrases, keyphrases[0] ?? `№ ${one + 1}`)
      return { title, keyphrases, quotes: quotesOf(read, schoolOf) }
    }
    const descriptions: Array<Description> = []
    for (let first = 0; first < themes; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, themes - first)
      const sketches = Array.from({ length: count }, (_, i) => sketch(first + i))
      const asked = Int32Array.from(
        sketches.flatMap(({ candidates }) => candidates.map(({ message }) => message))
      )
      const read = withTexts(sketches, yield* textsOf(asked))
      sketches.forEach(({ portrait }, i) => descriptions.push(described(portrait, read[i], first + i)))
    }
    return descriptions
  })
