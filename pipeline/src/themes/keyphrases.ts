import { isStop, readingOf } from "../text/reading.ts"
import type { Grammar } from "../text/grammar.ts"
import { acronyms } from "./acronyms.ts"
import type { Measure } from "./facets.ts"
import type { Read } from "./quotes.ts"
import { isPhrase, stands } from "./well-formed.ts"

const MOST = 6
const LONGEST = 3
/** In characters: longer ones are floods, not phrases. */
const LONGEST_PHRASE = 60

interface Phrase {
  readonly stems: ReadonlyArray<string>
  /** how many messages have each surface form */
  readonly forms: Map<string, number>
  messages: number
}

const carries = (word: string): boolean => {
  const [stem] = readingOf(word).said
  return stem !== undefined && !isStop(stem) && /^\p{L}{2}/u.test(word) && !/\d/.test(word)
}

const joined = /[^\s-]\s+[^\s]/u

/** Runs of one to three words that begin and end with words of matter, as they stand in the text. */
const phrasesOf = (segments: ReadonlyArray<string>): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const part of segments.flatMap((segment) => segment.split(/[^\p{L}\p{N}\s'’+#.-]+|\s[-–—]\s/u))) {
    const words = part.trim().split(/\s+/)
    const carrying = words.map(carries)
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= Math.min(words.length, from + LONGEST); to++)
        if (carrying[from] && carrying[to - 1])
          found.add(words.slice(from, to).join(" ").replace(/[.]+$/, ""))
  }
  return found
}

const collect = (read: ReadonlyArray<Read>, grammar: Grammar): ReadonlyArray<Phrase> => {
  const phrases = new Map<string, Phrase>()
  for (const { passage } of read) {
    const counted = new Set<string>()
    for (const form of phrasesOf(passage.segments)) {
      if (form.length > LONGEST_PHRASE || !isPhrase(form.split(" "), grammar)) continue
      const stems = readingOf(form).stems.filter((stem) => !isStop(stem))
      const key = stems.join(" ")
      if (stems.length === 0) continue
      const phrase = phrases.get(key) ?? { stems, forms: new Map<string, number>(), messages: 0 }
      phrases.set(key, phrase)
      phrase.forms.set(form, (phrase.forms.get(form) ?? 0) + 1)
      if (!counted.has(key)) phrase.messages++
      counted.add(key)
    }
  }
  return [...phrases.values()]
}

/** The commonest form, one that begins in the nominative counting double. */
const surface = ({ forms }: Phrase, grammar: Grammar): string => {
  const counted = Array.from(forms, ([form, messages]) => ({
    form,
    worth: stands(form.split(" ")[0], grammar) ? 2 * messages : messages
  }))
  counted.sort((a, b) => b.worth - a.worth || (a.form < b.form ? -1 : 1))
  return acronyms(counted[0].form.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()))
}

/** The three to six phrases that tell most of a theme, in forms that stand in its messages, the most telling first. */
export const keyphrasesOf = (
  read: ReadonlyArray<Read>,
  measure: Measure,
  grammar: Grammar
): ReadonlyArray<string> => {
  const scored = collect(read, grammar).map((phrase) => {
    const form = surface(phrase, grammar)
    const { coverage, focus } = measure(form)
    const several = joined.test(form) ? 1.25 : 1
    return { phrase, form, score: coverage * focus * focus * Math.log2(1 + phrase.messages) * several }
  })
  scored.sort((a, b) => b.score - a.score || (a.form < b.form ? -1 : 1))
  const said = new Set<string>()
  const chosen: Array<string> = []
  for (const { phrase, form, score } of scored) {
    const fresh = phrase.stems.filter((stem) => !said.has(stem)).length
    if (score <= 0 || chosen.length === MOST) break
    if (fresh * 2 < phrase.stems.length || fresh === 0) continue
    phrase.stems.forEach((stem) => said.add(stem))
    chosen.push(form)
  }
  return chosen
}
