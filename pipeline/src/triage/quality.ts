import { Verdict } from "@otklik/contract/vocabulary"
import type { Example } from "./verdict.ts"

/** An example under the id and the place of its message. */
export interface Decided extends Example {
  readonly message: string
  readonly place: number
}

/** How well verdicts are told of one verdict, or of all together; null where there is nothing to tell it from. */
export interface VerdictQuality {
  readonly verdict: Verdict | "all"
  /** messages that people decided to be of it */
  readonly examples: number
  /** share of those told to be of it that are */
  readonly precision: number | null
  /** share of those that are of it that were told */
  readonly recall: number | null
  /** the same by the seed cues alone */
  readonly cuesPrecision: number | null
  readonly cuesRecall: number | null
}

/** Fewer decisions tell nothing. */
export const LEAST_DECIDED = 40
const FOLDS = 5
/** Of more decisions these are measured, the first by message id: ids are hashes, so that these are a fair draw. */
const MOST_DECIDED = 2_000

type Teach = (examples: ReadonlyArray<Example>) => (text: string) => Verdict

const foldOf = ({ message }: Decided): number => Number.parseInt(message.slice(-6), 16) % FOLDS

/** What is told of each message by those that learnt from the other folds. */
const heldOut = (decided: ReadonlyArray<Decided>, teach: Teach): ReadonlyArray<Verdict> => {
  const taught = Array.from({ length: FOLDS }, (_, fold) =>
    teach(decided.filter((one) => foldOf(one) !== fold))
  )
  return decided.map((one) => taught[foldOf(one)](one.text))
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

const shares = (decided: ReadonlyArray<Decided>, told: ReadonlyArray<Verdict>, verdict: Verdict | "all") => {
  const right = decided.filter((one, i) => one.verdict === told[i])
  if (verdict === "all") {
    const accuracy = share(right.length, decided.length)
    return { precision: accuracy, recall: accuracy }
  }
  const both = right.filter((one) => one.verdict === verdict).length
  return {
    precision: share(both, told.filter((one) => one === verdict).length),
    recall: share(both, decided.filter((one) => one.verdict === verdict).length)
  }
}

const unknown = { precision: null, recall: null }

/**
 * Precision and recall of verdicts on decided messages that were not learnt from (five folds by message id), for all
 * together and for each verdict; for all both are the accuracy. Nothing is told from fewer than forty.
 */
export const verdictQuality = (all: ReadonlyArray<Decided>, teach: Teach): ReadonlyArray<VerdictQuality> => {
  const decided = all.toSorted((a, b) => (a.message < b.message ? -1 : 1)).slice(0, MOST_DECIDED)
  const enough = decided.length >= LEAST_DECIDED
  const told = enough ? heldOut(decided, teach) : []
  const cues = teach([])
  const byCues = enough ? decided.map(({ text }) => cues(text)) : []
  return (["all", ...Verdict.literals] as const).map((verdict) => {
    const learnt = enough ? shares(decided, told, verdict) : unknown
    const seeded = enough ? shares(decided, byCues, verdict) : unknown
    return {
      verdict,
      examples: all.filter((one) => verdict === "all" || one.verdict === verdict).length,
      ...learnt,
      cuesPrecision: seeded.precision,
      cuesRecall: seeded.recall
    }
  })
}
