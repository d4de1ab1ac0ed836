import type { Words } from "../../i18n/use-words.ts"
import { movedBy, type Moved } from "./rerank.ts"

const few = 3

const titled = (
  moved: ReadonlyArray<Moved>,
  titles: ReadonlyMap<string, string>,
  { t }: Pick<Words, "t">
): string => {
  const named = moved.slice(0, few).map(({ theme }) => `«${titles.get(theme) ?? theme}»`)
  const rest = moved.length - named.length
  return `${named.join(", ")}${rest > 0 ? ` ${t("model.and_more", { count: rest })}` : ""}`
}

/** «Сдвинулись 34 темы из 60. В десятку войдёт «…», выйдет «…».» */
export const moveSentence = (
  moved: ReadonlyArray<Moved>,
  titles: ReadonlyMap<string, string>,
  words: Pick<Words, "t">
): string => {
  const { t } = words
  const { enter, leave, moved: count } = movedBy(moved)
  if (count === 0) return t("model.none_moved")
  const first = t("model.moved", { count, total: moved.length })
  if (enter.length === 0) return `${first} ${t("model.ten_same")}`
  return `${first} ${t("model.ten_enter", { titles: titled(enter, titles, words) })} ${t("model.ten_leave", { titles: titled(leave, titles, words) })}`
}
