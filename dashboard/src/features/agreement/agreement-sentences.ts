import { LEAST_READ, type Agreement, type Estimate } from "@otklik/contract/agreement"
import type { Verdict } from "@otklik/contract/vocabulary"
import type { Words } from "../../i18n/use-words.ts"

/** Two verdicts that were given to the same messages, and how often that is of those that were given either. */
export interface Confusion {
  readonly a: Verdict
  readonly b: Verdict
  readonly messages: number
  readonly of: number
  readonly open: number
}

/** Pairs of verdicts on which people disagree, those of most messages first. */
export const confusionsOf = (cells: Agreement["cells"]): ReadonlyArray<Confusion> => {
  const withEither = (a: Verdict, b: Verdict) =>
    cells
      .filter((cell) => [cell.a, cell.b].some((verdict) => verdict === a || verdict === b))
      .reduce((sum, { messages }) => sum + messages, 0)
  return cells
    .filter(({ a, b }) => a !== b)
    .map((cell) => ({ ...cell, of: withEither(cell.a, cell.b) }))
    .sort((one, other) => other.messages - one.messages || one.of - other.of)
}

/** «0,72 (от 0,55 до 0,86)». */
const coefficient = ({ value, low, high }: Estimate, { t, hundredth }: Words): string =>
  t("agreement.interval", { value: hundredth(value), low: hundredth(low), high: hundredth(high) })

const share = ({ value, low, high }: Estimate, { t, percent }: Words) =>
  t("agreement.interval", { value: percent(value), low: percent(low), high: percent(high) })

/** Krippendorff 2004: 0.8 to rely on, 0.667 for tentative conclusions. */
const levelOf = (alpha: number) => (alpha >= 0.8 ? "good" : alpha >= 2 / 3 ? "fair" : "poor")

/** The page's answer: how often two readers say the same, and what that is worth. */
export const answerSentence = ({ alpha, messages, same }: Agreement, words: Words): string => {
  const { t } = words
  if (same === null) return t("agreement.few", { count: messages, least: LEAST_READ })
  const told = t("agreement.same", { count: messages, share: share(same, words) })
  if (alpha === null) return `${told} ${t("agreement.alike")}`
  return `${told} ${t("agreement.alpha", { alpha: coefficient(alpha, words) })} ${t(`agreement.${levelOf(alpha.value)}`)}`
}

/** Where the verdicts are unclear: the two that are taken for each other most often; null where none is twice. */
export const unclearSentence = (confusions: ReadonlyArray<Confusion>, { t }: Words): string | null => {
  const [worst] = confusions
  if (worst === undefined || worst.messages < 2) return null
  const { a, b, messages, of } = worst
  return t("agreement.unclear", { a: t(`verdict.${a}`), b: t(`verdict.${b}`), count: messages, of })
}
