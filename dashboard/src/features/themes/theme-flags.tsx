import type { BacklogItem } from "@otklik/contract/backlog"
import { useWords, type Words } from "../../i18n/use-words.ts"
import css from "./theme-flags.module.css"

type Flagged = Pick<BacklogItem, "flags" | "quietDistricts">

const few = 3

const quietWords = ({ quietDistricts }: Flagged, { t }: Words): string => {
  const named = quietDistricts.slice(0, few).map((district) => t(`district.${district}`))
  return t("theme.quiet", { districts: `${named.join(", ")}${quietDistricts.length > few ? "…" : ""}` })
}

/** What to mind of a theme wherever it stands in a list: «голос одной школы», «рассылка», «мало данных», «тихие округа: …». */
export const ThemeFlags = ({ item }: { readonly item: Flagged }) => {
  const words = useWords()
  return (
    <>
      {item.flags.map((flag) => (
        <span key={flag} className={css.flag}>
          {words.t(`theme.flags.${flag}`)}
        </span>
      ))}
      {item.quietDistricts.length > 0 && <span className={css.quiet}>{quietWords(item, words)}</span>}
    </>
  )
}
