import type { Compared, Comparison } from "@otklik/contract/compare"
import type { SliceQuery } from "@otklik/contract/slice"
import type { Words } from "../../i18n/use-words.ts"

/** How many themes rose, fell, came and went from the left to the right. */
export const movements = (items: ReadonlyArray<Pick<Compared, "left" | "right">>) => {
  const both = items.flatMap(({ left, right }) => (left && right ? [left.rank - right.rank] : []))
  return {
    rose: both.filter((by) => by > 0).length,
    fell: both.filter((by) => by < 0).length,
    came: items.filter(({ left, right }) => !left && right).length,
    went: items.filter(({ left, right }) => left && !right).length
  }
}

/** «Поднялись 23 темы, опустились 18, появились 4.» */
export const movementSentence = (items: Comparison["items"], { t }: Pick<Words, "t">): string => {
  const counts = movements(items)
  const said = (["rose", "fell", "came", "went"] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => t(`compare.${key}`, { count: counts[key] }))
  return said.length === 0 ? t("compare.same") : `${t("compare.themes")}: ${said.join(", ")}.`
}

const named = ["district", "role", "service", "family", "verdict"] as const

/** What a side is narrowed to, as its head names it: «ЦАО», «учитель». */
export const sliceWords = (slice: SliceQuery, { t }: Pick<Words, "t">): ReadonlyArray<string> =>
  named.flatMap((key) => {
    const value = slice[key]
    return value === undefined ? [] : [t(`${key}.${value}` as "district.cao")]
  })

/** The items as the picture of a flow takes them. */
export const flowItems = (items: Comparison["items"]) =>
  items.map(({ left, right, theme }) => ({
    key: theme as string,
    from: left?.rank ?? null,
    to: right?.rank ?? null
  }))

const lost = 1e6
const distance = ({ left, right }: Compared) => (left && right ? Math.abs(left.rank - right.rank) : lost)

/** Those that moved furthest first; of equals the higher on the right. */
export const byMovement = (items: Comparison["items"]) =>
  items.toSorted((a, b) => distance(b) - distance(a) || (a.right?.rank ?? lost) - (b.right?.rank ?? lost))
