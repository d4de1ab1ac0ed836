import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useWords } from "../../i18n/use-words.ts"
import { ownSchoolsQuery } from "../own-schools/own-schools-query.ts"
import css from "./inbox-page.module.css"

/** The school that a message came from: what else it raised, and where that stands. */
export const SchoolSide = ({ school, asOf }: { readonly school: string | null; readonly asOf: string }) => {
  const { t, day } = useWords()
  const { data } = useQuery(ownSchoolsQuery)
  const known = data?.items.find((one) => one.school === school)
  if (school === null) return <aside className={css.side}>{t("messages.no_school")}</aside>
  return (
    <aside className={css.side} aria-label={t("inbox.school")}>
      <h2 className={css.sideTitle}>{known?.name || t("messages.school", { school })}</h2>
      {known?.lastAt && <p className="quiet">{t("own_schools.last", { day: day(known.lastAt, asOf) })}</p>}
      <Link to="/inbox" search={{ school }} className={css.sideLink}>
        {t("inbox.only_school")}
      </Link>
      <ul>
        {known?.matters.map(({ theme, title, stage, messages }) => (
          <li key={theme} className={css.matter}>
            <Link to="/themes/$id" params={{ id: theme }}>
              <span className={css.matterTitle}>{title}</span>
              <span className={css.under}>
                {t(`stage.${stage}`)} · {t("inbox.messages", { count: messages })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  )
}
