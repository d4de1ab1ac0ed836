import type { Role, Service, Verdict } from "@otklik/contract/vocabulary"
import { totals } from "./dice.ts"
import { type Lexicon, type Phrase, parsePhrase } from "./grammar.ts"

/** A planted theme: what people mean, who says it, when, and every way of saying it. */
export interface PlantedTheme {
  readonly id: string
  readonly service: Service
  readonly verdict: Verdict
  readonly season: string
  /** share of all themed messages, 0 to 1 */
  readonly size: number
  readonly roles: ReadonlyArray<Role>
  readonly roleTotals: Float64Array
  readonly subjects: ReadonlyArray<Phrase>
  readonly cores: ReadonlyArray<Phrase>
  readonly extras: ReadonlyArray<Phrase>
  readonly english: ReadonlyArray<Phrase>
}

const roles: Readonly<Record<string, Role>> = {
  t: "teacher",
  c: "class_teacher",
  d: "deputy_head",
  h: "head",
  a: "journal_admin",
  m: "methodist",
  p: "parent",
  u: "pupil"
}

interface Draft extends Omit<PlantedTheme, "size"> {
  readonly tier: number
}

const draftOf = (block: string, lexicon: Lexicon): Draft => {
  const [head, ...lines] = block.trim().split("\n")
  const [id, service, verdict, tier, season, heard] = head.split("|").map((cell) => cell.trim())
  const marked = (mark: string) =>
    lines.filter((line) => line.startsWith(mark)).map((line) => parsePhrase(line.slice(1).trim(), lexicon))
  const weights = heard.split(" ")
  return {
    id,
    service: service as Service,
    verdict: verdict as Verdict,
    tier: Number(tier),
    season,
    roles: weights.map((word) => roles[word[0]]),
    roleTotals: totals(weights.map((word) => Number(word.slice(1)))),
    subjects: marked("="),
    cores: marked("-"),
    extras: marked("+"),
    english: marked("~")
  }
}

/** Zipf–Mandelbrot: the largest of ninety themes holds an eighth of the messages, the smallest about a thousandth. */
const zipf = (rank: number) => (rank + 6) ** -1.6

/** Reads the theme files (see data/README.md); sizes fall by tier, then by the order in the files. */
export const readThemes = (files: ReadonlyArray<string>, lexicon: Lexicon): ReadonlyArray<PlantedTheme> => {
  const drafts = files.flatMap((text) => text.split(/^## /m).slice(1)).map((block) => draftOf(block, lexicon))
  const ranked = drafts.toSorted((a, b) => a.tier - b.tier)
  const whole = ranked.reduce((sum, _, rank) => sum + zipf(rank), 0)
  return ranked.map((draft, rank) => ({ ...draft, size: zipf(rank) / whole }))
}

/** Patterns by key from a file of «## key» and «- pattern» lines. */
export const readPhrases = (text: string, lexicon: Lexicon): ReadonlyMap<string, ReadonlyArray<Phrase>> =>
  new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((block) => block.trim().split("\n"))
      .map(([key, ...lines]) => [
        key.trim(),
        lines.filter((line) => line.startsWith("- ")).map((line) => parsePhrase(line.slice(2), lexicon))
      ])
  )

/** Synonyms by key from «key: one, two» lines. */
export const readWords = (text: string): ReadonlyMap<string, ReadonlyArray<string>> =>
  new Map(
    text
      .split("\n")
      .filter((line) => line.includes(":") && !line.startsWith("#"))
      .map((line) => line.split(":"))
      .map(([key, words]) => [key.trim(), words.split(",").map((word) => word.trim())])
  )
