import type { BacklogItem } from "@otklik/contract/backlog"
import type { ScorePart } from "@otklik/contract/score"
import type { Words } from "../../i18n/use-words.ts"

type Said = Pick<Words, "t" | "percent">

const sum = (values: ReadonlyArray<number>) => values.reduce((total, value) => total + value, 0)

/** Messages of the last four weeks. */
export const recentMessages = (weeks: ReadonlyArray<number>): number => sum(weeks.slice(-4))

const level = (points: number) => (points >= 67 ? "high" : points >= 34 ? "middle" : "low")

/** How far the recent messages surely exceed what the school year leads one to expect. */
const surge = (trend: number) => (trend >= 2 ? "high" : trend >= 1 ? "middle" : "low")

const cause = (
  { part, points }: ScorePart,
  { measures, schools, weeks }: BacklogItem,
  schoolsTotal: number,
  { t, percent }: Said
): string => {
  switch (part) {
    case "reach":
      return t("why.reach", { count: schools, total: schoolsTotal })
    case "trend":
      return t(`why.trend_${surge(measures.trend)}`, { count: recentMessages(weeks) })
    case "persistence":
      return t("why.persistence", { share: percent(measures.persistence) })
    case "effort":
      return measures.effort === null
        ? t("why.effort_none")
        : t("why.effort", { count: Math.round(measures.effort) })
    case "severity":
    case "confidence":
    case "strategy":
      return t(`why.${part}_${level(points)}`)
  }
}

/** Why a part of the score is what it is: «О ней пишут 143 школы из 580, это 86 баллов из 100 за охват». */
export const whySentence = (part: ScorePart, item: BacklogItem, schoolsTotal: number, said: Said): string => {
  const earned = said.t("why.earned", {
    count: Math.round(part.points),
    what: said.t(`why.for_${part.part}`)
  })
  return `${cause(part, item, schoolsTotal, said)}, ${earned}`
}
