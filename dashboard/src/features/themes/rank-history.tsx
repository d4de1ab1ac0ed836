import { Button } from "@mantine/core"
import type { History, Moment } from "@otklik/contract/history"
import { useQuery } from "@tanstack/react-query"
import { lazy, Suspense, useState } from "react"
import { Failure } from "../../frame/failure.tsx"
import { useNames } from "../../frame/me-query.ts"
import { useWords } from "../../i18n/use-words.ts"
import { useKeys } from "../../ui/use-keys.ts"
import { snapshotsQuery } from "../backlog/snapshots-query.ts"
import { useRequest } from "../requests/request-query.ts"
import { sentenceOf } from "../requests/story.tsx"
import { HistoryTable } from "./history-table.tsx"
import { flaggedDecisions, markedMoments, type MarkedMoment } from "./rank-moments.ts"
import css from "./rank-history.module.css"
import { changeSentence } from "./rank-sentences.ts"
import { Section } from "./section.tsx"
import { historyQuery } from "./why-query.ts"

const HistoryChart = lazy(async () => ({ default: (await import("./history-chart.tsx")).HistoryChart }))

/** What moved the theme at one moment, as a sentence. */
const Step = ({ moment }: { readonly moment: Moment }) => {
  const words = useWords()
  const { t, exactTenth } = words
  const { change, rank, score } = moment
  const day = words.moment(moment.asOf)
  if (rank === null || score === null) return <>{t("history.absent", { day })}</>
  if (change === null) return <>{t("history.first", { day, rank, score: exactTenth(score) })}</>
  return (
    <>
      {t("history.step", { day })} {changeSentence(rank, change, words)}.
    </>
  )
}

const useMarked = (history: History) => {
  const { data } = useQuery(snapshotsQuery)
  const { data: request } = useRequest(history.theme)
  return markedMoments(history.moments, data ?? [], flaggedDecisions(request?.history ?? []))
}

/** What people decided just before one moment. */
const Decided = ({ moment }: { readonly moment: MarkedMoment }) => {
  const words = useWords()
  const nameOf = useNames()
  if (moment.decided.length === 0) return null
  return (
    <ul className={css.decided}>
      {moment.decided.map((entry) => (
        <li key={entry.id}>
          {words.moment(entry.at)}: {sentenceOf(entry, words, nameOf)}, {nameOf(entry.by)}
        </li>
      ))}
    </ul>
  )
}

const Story = ({ history, table }: { readonly history: History; readonly table: boolean }) => {
  const { t } = useWords()
  const moments = useMarked(history)
  const [chosen, setChosen] = useState<string>()
  const last = moments.at(-1)
  const shown = moments.find(({ snapshot }) => snapshot === chosen) ?? last
  if (shown === undefined || last === undefined) return null
  if (table) return <HistoryTable moments={moments} />
  return (
    <>
      <Suspense>
        <HistoryChart moments={moments} chosen={shown.snapshot} onPick={setChosen} />
      </Suspense>
      <p className={css.step} aria-live="polite">
        <Step moment={shown} />{" "}
        {shown === last && moments.length > 1 && <span className="quiet">{t("history.hint")}</span>}
      </p>
      <Decided moment={shown} />
    </>
  )
}

/** «История места»: the theme's rank and score in every snapshot, and what moved it at each. */
export const RankHistory = ({ id }: { readonly id: string }) => {
  const { t } = useWords()
  const answer = useQuery(historyQuery(id))
  const [table, setTable] = useState(false)
  useKeys({ t: () => setTable(!table) })
  return (
    <Section
      title={t("history.title")}
      aside={
        <Button variant="subtle" size="compact-sm" onClick={() => setTable(!table)}>
          {t(table ? "theme.as_chart" : "theme.as_table")}
        </Button>
      }
    >
      <div className={css.stage}>
        {answer.isError && (
          <Failure title={t("history.failed")} error={answer.error} retry={() => void answer.refetch()} />
        )}
        {answer.data &&
          (answer.data.moments.length > 1 ? (
            <Story history={answer.data} table={table} />
          ) : (
            <p className="quiet">{t("history.none")}</p>
          ))}
      </div>
    </Section>
  )
}
