import { Button, Skeleton } from "@mantine/core"
import { routes } from "@otklik/contract"
import { queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { call, type Answer } from "../../call.ts"
import { Failure } from "../../frame/failure.tsx"
import { useNames } from "../../frame/me-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import { proposalsQuery } from "../proposals/proposals-query.ts"
import { sentenceOf } from "../requests/story.tsx"
import css from "./changes-page.module.css"
import { keepSeen, readSeen } from "./seen.ts"

const changesQuery = (since: number) =>
  queryOptions({
    queryKey: ["changes", since],
    queryFn: ({ signal }) => call(routes.changes, { query: { since: String(since) }, signal }),
    staleTime: 0
  })

type Subject = Answer<typeof routes.changes>["subjects"][number]

const isTheme = (subject: string) => /^T\d+$/.test(subject)

const Changed = ({ subject: { subject, title, decisions } }: { readonly subject: Subject }) => {
  const words = useWords()
  const { t, moment } = words
  const nameOf = useNames()
  const name = title ?? (isTheme(subject) ? t("changes.theme", { theme: subject }) : t("changes.message"))
  return (
    <li className={css.subject}>
      <h2 className={css.name}>
        {isTheme(subject) ? (
          <Link to="/themes/$id" params={{ id: subject }} className={css.link}>
            {name}
          </Link>
        ) : (
          name
        )}
      </h2>
      <ul>
        {decisions.map((entry) => (
          <li key={entry.id} className={css.entry}>
            {sentenceOf(entry, words, nameOf)}
            <span className="quiet">
              {" "}
              · {nameOf(entry.by)} · {moment(entry.at)}
              {entry.reason && <> · {entry.reason}</>}
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** Themes that were found anew wait on a page of their own. */
const Waiting = () => {
  const { t } = useWords()
  const { data } = useInfiniteQuery(proposalsQuery)
  const open = data?.pages[0]?.proposal?.open ?? 0
  if (open === 0) return null
  return (
    <p className={css.waiting}>
      <Link to="/proposals" className={css.link}>
        {t("changes.proposals", { count: open })}
      </Link>
    </p>
  )
}

/** What others decided since the reader marked everything as read. */
export const ChangesPage = () => {
  const { t } = useWords()
  const [since, setSince] = useState(readSeen)
  const answer = useQuery(changesQuery(since))
  const seen = () => {
    if (answer.data) setSince(keepSeen(answer.data.last))
  }
  useTitle(t("app.changes"))
  return (
    <div className={css.page} tabIndex={0}>
      <div className={css.inner}>
        <header className={css.head}>
          <h1 className={css.heading}>{t("changes.title")}</h1>
          {answer.data && answer.data.subjects.length > 0 && (
            <Button variant="default" size="compact-sm" onClick={seen}>
              {t("changes.seen")}
            </Button>
          )}
        </header>
        <Waiting />
        {answer.isError && (
          <Failure title={t("changes.failed")} error={answer.error} retry={() => void answer.refetch()} />
        )}
        {answer.isPending && (
          <div role="status" aria-label={t("changes.loading")}>
            {[0, 1, 2].map((index) => (
              <Skeleton key={index} height={12} width="60%" my={24} animate={false} />
            ))}
          </div>
        )}
        {answer.data?.subjects.length === 0 && (
          <Notice title={t("changes.none_title")}>{t("changes.none_text")}</Notice>
        )}
        <ul>
          {answer.data?.subjects.map((subject) => (
            <Changed key={subject.subject} subject={subject} />
          ))}
        </ul>
        {answer.data?.more && <p className="quiet">{t("changes.more")}</p>}
      </div>
    </div>
  )
}
