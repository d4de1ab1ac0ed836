import type { BacklogItem } from "@otklik/contract/backlog"
import type { ScorePart } from "@otklik/contract/score"
import type { Words } from "../../i18n/use-words.ts"

const sum = (values: ReadonlyArray<number>) => values.reduce((total, value) => total + value, 0)

/** Messages of the last four weeks, and what four weeks brought on average in the eight before them. */
export const recentWeeks = (weeks: ReadonlyArray<number>) => ({
  now: sum(weeks.slice(-4)),
  before: Math.round(sum(weeks.slice(-12, -4)) / 2)
})

const level = (points: number) => (points >= 67 ? "high" : points >= 34 ? "middle" : "low")

const trend = (weeks: ReadonlyArray<number>, t: Words["t"]) => {
  const counts = recentWeeks(weeks)
  if (counts.now === counts.before) return t("why.trend_flat", counts)
  return t(counts.now > counts.before ? "why.trend_up" : "why.trend_down", counts)
}

/** Why a part of the score is what it is, as a sentence for planners. */
export const whySentence = (
  { part, points }: ScorePart,
  item: BacklogItem,
  schoolsTotal: number,
  { t, percent }: Pick<Words, "t" | "percent">
): string => {
  switch (part) {
    case "reach":
      return t("why.reach", { count: item.schools, total: schoolsTotal, share: percent(item.share) })
    case "severity":
      return t(`why.severity_${level(points)}`)
    case "persistence":
      return t("why.persistence", { share: percent(item.measures.persistence) })
    case "strategy":
      return t(`why.strategy_${level(points)}`)
    case "effort":
      return item.measures.effort === null
        ? t("why.effort_none")
        : t("why.effort", { count: Math.round(item.measures.effort) })
    case "trend":
      return trend(item.weeks, t)
    case "confidence":
      return t(`why.confidence_${level(points)}`)
  }
}
