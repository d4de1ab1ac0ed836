import { Skeleton } from "@mantine/core"
import type { OwnSchool } from "@otklik/contract/own-schools"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { Failure } from "../../frame/failure.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import css from "./own-schools-page.module.css"
import { ownSchoolsQuery } from "./own-schools-query.ts"

const School = ({ school, asOf }: { readonly school: OwnSchool; readonly asOf: string }) => {
  const { t, day } = useWords()
  return (
    <li className={css.school}>
      <div className={css.who}>
        <h2 className={css.name}>{school.name || t("messages.school", { school: school.school })}</h2>
        <p className="quiet">
          {school.district && <>{t(`district.${school.district}`)} · </>}
          {school.lastAt === null
            ? t("own_schools.never")
            : t("own_schools.last", { day: day(school.lastAt, asOf) })}
        </p>
        {school.messages > 0 && (
          <Link to="/inbox" search={{ school: school.school }} className={css.open}>
            {t("own_schools.messages", { count: school.messages })}
          </Link>
        )}
      </div>
      <ul className={css.matters}>
        {school.matters.map((matter) => (
          <li key={matter.theme} className={css.matter}>
            <Link to="/themes/$id" params={{ id: matter.theme }} className={css.title}>
              {matter.title}
            </Link>
            <span className={css.stage}>{t(`stage.${matter.stage}`)}</span>
            <span className={css.count}>{t("inbox.messages", { count: matter.messages })}</span>
          </li>
        ))}
      </ul>
    </li>
  )
}

const matches = (text: string) => {
  const wanted = text.trim().toLowerCase()
  return ({ school, name }: OwnSchool) => `${school} ${name}`.toLowerCase().includes(wanted)
}

/** «Мои школы»: per school what it raised, where each matter stands and when it was last heard. */
export const OwnSchoolsPage = () => {
  const { t } = useWords()
  const answer = useQuery(ownSchoolsQuery)
  const [text, setText] = useState("")
  const items = answer.data?.items.filter(matches(text))
  useTitle(t("app.own_schools"))
  return (
    <div className={css.page} tabIndex={0}>
      <div className={css.inner}>
        <header className={css.head}>
          <h1 className={css.heading}>{t("app.own_schools")}</h1>
          <p className="quiet">{t("own_schools.order")}</p>
          <input
            type="search"
            className={css.find}
            aria-label={t("own_schools.find")}
            placeholder={t("own_schools.find")}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </header>
        {answer.isError && (
          <Failure title={t("own_schools.failed")} error={answer.error} retry={() => void answer.refetch()} />
        )}
        {answer.isPending && (
          <div role="status" aria-label={t("own_schools.loading")}>
            {[0, 1, 2, 3].map((index) => (
              <Skeleton key={index} height={12} width="60%" my={32} animate={false} />
            ))}
          </div>
        )}
        {answer.data?.items.length === 0 && (
          <Notice title={t("own_schools.empty_title")}>{t("own_schools.empty_text")}</Notice>
        )}
        {items && items.length === 0 && answer.data!.items.length > 0 && (
          <p className="quiet">{t("own_schools.none")}</p>
        )}
        <ul>
          {items?.map((school) => (
            <School key={school.school} school={school} asOf={answer.data!.asOf} />
          ))}
        </ul>
      </div>
    </div>
  )
}
