import { useQuery } from "@tanstack/react-query"
import { useWords } from "../../i18n/use-words.ts"
import css from "./coverage-page.module.css"
import { coverageQuery } from "./coverage-query.ts"
import type { CoverageSearch } from "./coverage-search.ts"

const most = 200

/** The schools that nobody heard from, of the whole city or of the district that was pressed. */
export const Silent = ({ search }: { readonly search: CoverageSearch }) => {
  const { t, day } = useWords()
  const { data } = useQuery(coverageQuery(search))
  const { district } = search
  if (!data) return <section className={css.silent} />
  const { asOf, schools, silent } = data
  const count = schools.total - schools.heard
  return (
    <section className={css.silent} aria-live="polite">
      <h2 className={css.name}>
        {district
          ? `${t("coverage.silent_title")}, ${t(`district.${district}`)}`
          : t("coverage.silent_title")}
        <span className="quiet">
          {count > most ? t("coverage.first", { count: most }) : count > 0 && ` ${count}`}
        </span>
      </h2>
      {silent.length === 0 && <p className="quiet">{t("coverage.nobody_silent")}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls must be reachable by keyboard */}
      <ul className={css.schools} tabIndex={silent.length > 8 ? 0 : undefined}>
        {silent.map(({ district: of, lastAt, name, school }) => (
          <li key={school} className={css.school}>
            <span className={css.schoolName}>{name}</span>
            {!district && <span className="quiet">{of ? t(`district.${of}`) : ""}</span>}
            <span className={css.last}>
              {lastAt ? t("coverage.last", { day: day(lastAt, asOf) }) : t("coverage.never")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
