import type { Theme } from "@otklik/contract/themes"
import { useWords, type Words } from "../../i18n/use-words.ts"
import css from "./theme-head.module.css"
import { VerdictMark } from "./verdict-mark.tsx"

const fourWeeks = 28 * 86_400_000

const span = ({ firstAt, lastAt, asOf }: Theme, { t, day }: Words): string =>
  Date.parse(asOf) - Date.parse(lastAt) > fourWeeks
    ? t("theme.span", { from: day(firstAt, asOf), to: day(lastAt, asOf) })
    : t("theme.since", { day: day(firstAt, asOf) })

/** «143 школы из 580, 12 округов, с 3 сентября». */
const facts = (theme: Theme, words: Words): string => {
  const { t } = words
  const { schools, messages, people } = theme.item
  const heard = theme.districts.filter((district) => district.messages > 0).length
  return [
    t("theme.facts_schools", { count: schools, total: theme.schoolsTotal }),
    ...(heard > 0 ? [t("theme.facts_districts", { count: heard })] : []),
    t("messages.count", { count: messages }),
    t("count.people", { count: people }),
    span(theme, words)
  ].join(", ")
}

/** The theme as a sentence, one line of facts, and what kind of matter it is. */
export const ThemeHead = ({ theme }: { readonly theme: Theme }) => {
  const words = useWords()
  const { t } = words
  const { item } = theme
  return (
    <header>
      <h1 className={css.title}>{item.title}</h1>
      <p className={css.facts}>{facts(theme, words)}</p>
      <ul className={css.kinds}>
        <li>
          <VerdictMark verdict={item.verdict} />
        </li>
        {item.service && <li>{t(`service.${item.service}`)}</li>}
        <li>{t(`direction.${item.direction}`)}</li>
        <li>{t(`stage.${item.stage}`)}</li>
        {item.flags.map((flag) => (
          <li key={flag} className={css.flag}>
            {t(`theme.flags.${flag}`)}
          </li>
        ))}
        {item.quietDistricts.length > 0 && (
          <li className={css.flag}>
            {t("theme.quiet", {
              districts: item.quietDistricts.map((district) => t(`district.${district}`)).join(", ")
            })}
          </li>
        )}
      </ul>
      {item.keyphrases.length > 0 && (
        <p className={css.phrases}>{item.keyphrases.map((phrase) => `«${phrase}»`).join(" ")}</p>
      )}
    </header>
  )
}
