import type { BacklogItem } from "@otklik/contract/backlog"
import type { Part, ScorePart } from "@otklik/contract/score"
import type { Change, Neighbour, Why } from "@otklik/contract/why"
import type { Words } from "../../i18n/use-words.ts"

type Said = Pick<Words, "t" | "integer" | "signedTenth" | "exactTenth" | "tenth">
type Interval = BacklogItem["interval"]

/** «2–6»; nothing where it is not known or where resampling the schools never moves the theme. */
export const placeRange = (interval: Interval, { integer }: Pick<Words, "integer">): string | undefined =>
  interval === null || interval.low === interval.high
    ? undefined
    : `${integer(interval.low)}–${integer(interval.high)}`

/** «Место 3 (2–6)». */
export const placeWords = (rank: number, interval: Interval, said: Pick<Words, "t" | "integer">): string => {
  const range = placeRange(interval, said)
  return range === undefined ? said.t("theme.place", { rank }) : said.t("theme.place_sure", { rank, range })
}

/** How sure the place is, as a sentence. */
export const sureSentence = (rank: number, interval: Interval, { t }: Pick<Words, "t">): string => {
  if (interval === null) return t("why.place_slice", { rank })
  if (interval.low === interval.high) return t("why.place_firm", { rank })
  return t("why.place_range", { rank, low: interval.low, high: interval.high })
}

const listed = ({ causes }: Change, { t, signedTenth }: Said): string =>
  causes
    .filter(({ adds }) => Math.round(adds * 10) !== 0)
    .toSorted((a, b) => Math.abs(b.adds) - Math.abs(a.adds))
    .map(({ adds, cause }) => `${t(`cause.${cause}`)} ${signedTenth(adds)}`)
    .join(", ")

/** «Поднялась на 4 места, была на 7-м». */
export const placeSentence = (now: number, before: number | null, { t }: Pick<Words, "t">): string => {
  if (before === null) return t("change.entered")
  if (before === now) return t("change.stayed", { rank: now })
  return t(before > now ? "change.rose" : "change.fell", { count: Math.abs(before - now), before })
}

/** «Поднялась на 4 места (была 7-й): +3,2 балла, из них новые сообщения +2,1, охват +1,1». */
export const changeSentence = (rank: number, change: Change, said: Said): string => {
  const causes = listed(change, said)
  const way = placeSentence(rank, change.rank, said)
  if (change.rank === null) return way
  if (causes === "") return `${way}: ${said.t("change.same_score")}`
  return `${way}: ${said.t("change.score", { score: said.signedTenth(change.score) })}, ${said.t("change.of_them")} ${causes}`
}

/** The parts in which one theme is ahead of another, the largest difference first. */
export const aheadBy = (
  ahead: ReadonlyArray<ScorePart>,
  behind: ReadonlyArray<ScorePart>
): ReadonlyArray<{ readonly part: Part; readonly adds: number }> => {
  const others = new Map(behind.map(({ adds, part }) => [part, adds]))
  return ahead
    .map(({ adds, part }) => ({
      part,
      adds: (Math.round(adds * 100) - Math.round((others.get(part) ?? 0) * 100)) / 100
    }))
    .filter(({ adds }) => Math.round(adds * 10) !== 0)
    .toSorted((a, b) => Math.abs(b.adds) - Math.abs(a.adds))
}

const most = 3

/** «выше на 3,1 балла: охват +2,4, острота +0,9»: how far a neighbour is ahead or behind, and in what. */
export const gapSentence = (
  side: "above" | "below",
  gap: number,
  differences: ReturnType<typeof aheadBy> | undefined,
  { t, exactTenth, signedTenth }: Said
): string => {
  if (gap === 0) return t("neighbour.even")
  const head = t(`neighbour.${side}`, { gap: exactTenth(Math.abs(gap)) })
  const parts = (differences ?? []).slice(0, most)
  if (parts.length === 0) return head
  return `${head}: ${parts.map(({ adds, part }) => `${t(`part.${part}`).toLowerCase()} ${signedTenth(adds)}`).join(", ")}`
}

/** What would swap the two: the least change of one part. */
export const swapSentence = ({ swap }: Neighbour, { t }: Said): string => {
  if (swap === null) return t("neighbour.no_swap")
  const what = t(`part.${swap.part}`).toLowerCase()
  return t(swap.to > swap.from ? "neighbour.swap_up" : "neighbour.swap_down", {
    what,
    from: Math.round(swap.from),
    to: Math.round(swap.to)
  })
}

/** What it takes to be among the first ten; undefined for those that are. */
export const toTenSentence = (
  { score, toTen }: Pick<Why, "score" | "toTen">,
  { t, exactTenth }: Said
): string | undefined => {
  if (toTen === null) return undefined
  const lacks = t("ten.lacks", {
    score: exactTenth((Math.round(toTen.score * 100) - Math.round(score * 100)) / 100)
  })
  return toTen.schools === null
    ? `${lacks} ${t("ten.not_by_reach")}`
    : `${lacks} ${t("ten.by_reach", { count: toTen.schools })}`
}
