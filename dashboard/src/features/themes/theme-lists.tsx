import type { Theme } from "@otklik/contract/themes"
import { Link } from "@tanstack/react-router"
import { useWords } from "../../i18n/use-words.ts"
import { withoutTheme } from "../backlog/search.ts"
import { Section } from "./section.tsx"
import css from "./theme-lists.module.css"

interface ThemeProps {
  readonly theme: Theme
}

/** Groups of messages that ask for the very same thing. */
export const Requests = ({ theme: { requests } }: ThemeProps) => {
  const { t } = useWords()
  if (requests.length === 0) return null
  return (
    <Section title={t("theme.requests")}>
      <ul>
        {requests.map(({ request, title, messages, schools }) => (
          <li key={request} className={css.row}>
            <span className={css.title}>{title}</span>
            <span className={css.count}>
              {t("messages.count", { count: messages })}, {t("count.schools", { count: schools })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Themes close to this one, each a press away. */
export const Similar = ({ theme: { similar } }: ThemeProps) => {
  const { t, percent } = useWords()
  return (
    <Section title={t("theme.similar")}>
      {similar.length === 0 && <p className="quiet">{t("theme.none_similar")}</p>}
      <ul>
        {similar.map(({ theme, title, similarity }) => (
          <li key={theme} className={css.row}>
            <Link className={css.link} to="/themes/$id" params={{ id: theme }} search={withoutTheme}>
              {title}
            </Link>
            <span className={css.count}>{t("theme.similarity", { share: percent(similarity) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
