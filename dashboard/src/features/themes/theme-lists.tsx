import { Button } from "@mantine/core"
import type { Theme } from "@otklik/contract/themes"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { withoutTheme } from "../backlog/search.ts"
import { Section } from "./section.tsx"
import css from "./theme-lists.module.css"

const few = 6
const worthTelling = 0.01

interface ThemeProps {
  readonly theme: Theme
}

/** Groups of messages that ask for the very same thing. */
export const Requests = ({ theme: { requests } }: ThemeProps) => {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  if (requests.length === 0) return null
  const shown = all ? requests : requests.slice(0, few)
  return (
    <Section title={t("theme.requests")}>
      <ul>
        {shown.map(({ request, title, messages, schools }) => (
          <li key={request} className={css.row}>
            <span className={css.title}>{title}</span>
            <span className={css.count}>
              {t("messages.count", { count: messages })}, {t("count.schools", { count: schools })}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < requests.length && (
        <Button variant="subtle" size="compact-sm" className={css.more} onClick={() => setAll(true)}>
          {t("theme.more")}
        </Button>
      )}
    </Section>
  )
}

/** Themes close to this one, each a press away. */
export const Similar = ({ theme }: ThemeProps) => {
  const { t, percent } = useWords()
  const similar = theme.similar.filter(({ similarity }) => similarity >= worthTelling)
  return (
    <Section title={t("theme.similar")}>
      {similar.length === 0 && <p className="quiet">{t("theme.none_similar")}</p>}
      <ul>
        {similar.map(({ theme: id, title, similarity }) => (
          <li key={id} className={css.row}>
            <Link className={css.link} to="/themes/$id" params={{ id }} search={withoutTheme}>
              {title}
            </Link>
            <span className={css.count}>{t("theme.similarity", { share: percent(similarity) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
