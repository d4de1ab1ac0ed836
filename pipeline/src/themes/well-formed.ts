import type { Grammar } from "../text/grammar.ts"
import type { Clause } from "./clauses.ts"

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "))

/** With these a clause leans on what stood before it, or waits for what comes after. */
const leaning = set(
  "что чтобы который которая которое которые которых хотя ведь потому поскольку причем либо или иначе затем потом при но а это " +
    "его ее их они он она этот эта эти там тут то which that because since or nor it he she they this these and but"
)
const dangling = set(
  "a an the and or but of to in on at for from by with my your our is are was be i it this that if when how not can do " +
    "и а но или что если когда как где не ни же бы ли очень уже еще тоже также который которая которые все всех"
)
const personal = set(
  "я мы у меня нас мне нам мой моя мое мои мою моего моей моих наш наша наше наши i we me us my our im i'm ive i've"
)
const english = set(
  "is are was not can't cannot can how what where when why does do don't doesn't won't want need should will would did has have"
)
const waiting = new Set(["PREP", "CONJ", "PRCL", "GRND", "ADJF", "PRTF", "NPRO"])
const telling = new Set(["VERB", "INFN", "PRED", "PRTS", "ADJS"])

const agree = (words: ReadonlyArray<string>, grammar: Grammar): boolean =>
  words.every((word, i) => {
    const next = words[i + 1]
    if (next === undefined) return true
    const first = grammar(word)
    const second = grammar(next)
    if (first.part !== "ADJF" || second.part !== "NOUN" || !second.known) return true
    return !first.adjectiveCases.isDisjointFrom(second.nounCases)
  })

/** «Не считается средний балл неверно посчитан средний балл»: two sentences without a stop. */
const repeats = (words: ReadonlyArray<string>): boolean => {
  const long = words.filter((word) => word.length > 3)
  return new Set(long).size < long.length
}

const tells = (words: ReadonlyArray<string>, grammar: Grammar): boolean =>
  words.some((word) => word === "нет" || english.has(word) || telling.has(grammar(word).part))

const ending = ({ text, words, ends }: Clause, grammar: Grammar): number => {
  const last = words[words.length - 1]
  const { part } = grammar(last)
  if (dangling.has(last) || (waiting.has(part) && !ends)) return 0.4
  if (part === "PREP" || part === "CONJ") return 0.4
  if (ends) return 1
  return /,\s*\S+$/.test(text) ? 0.5 : 0.8
}

const balanced = (text: string): boolean =>
  /^[^"«»“”'()]*(?:(?:"[^"]*"|«[^«»]*»|“[^“”]*”|\([^()]*\)|(?<=[a-z])'(?=[a-z])|'[^']*')[^"«»“”'()]*)*$/i.test(
    text
  )

/** How well a clause would stand as a sentence of its own, 0 to 1. */
export const wellFormed = (clause: Clause, grammar: Grammar): number => {
  const { text, words, begins } = clause
  let factor = ending(clause, grammar) * (begins ? 1 : 0.85)
  if (leaning.has(words[0])) factor *= 0.6
  if (words.some((word) => personal.has(word))) factor *= 0.85
  if (words.some((word) => grammar(word).name)) factor *= 0.3
  if (/\d/.test(text)) factor *= 0.7
  if (!balanced(text)) factor *= 0.4
  if (/[:;/\\|<>{}[\]_*]|\s[-–—]\s/.test(text)) factor *= 0.7
  if (!agree(words, grammar)) factor *= 0.6
  if (repeats(words)) factor *= 0.5
  return tells(words, grammar) ? factor : factor * 0.85
}

const cyrillic = /[а-яё]/i

/** Whether words may be shown as a keyphrase: «средний балл», «пароль от кабинета», «не сохраняются отметки». */
export const isPhrase = (words: ReadonlyArray<string>, grammar: Grammar): boolean => {
  const first = words[0]
  const last = words[words.length - 1]
  if (words.some((word) => grammar(word).name)) return false
  if (!cyrillic.test(last)) return true
  const { part, nounCases, known } = grammar(last)
  if (nounCases.size === 0 && known) return false
  if (part !== "NOUN" && known) return false
  const head = grammar(first).part
  const starts =
    words.length === 1 || !cyrillic.test(first) || ["NOUN", "ADJF", "INFN", "PRED", ""].includes(head)
  return (
    starts &&
    agree(
      words.map((word) => word.toLowerCase()),
      grammar
    )
  )
}

/** Whether a word may stand in the nominative or is an infinitive: the form that a dictionary gives. */
export const stands = (word: string, grammar: Grammar): boolean => {
  const { part, nounCases, adjectiveCases } = grammar(word)
  return part === "INFN" || (part === "NOUN" ? nounCases : adjectiveCases).has("nom")
}
