import { Button, Skeleton } from "@mantine/core"
import type { Run } from "@otklik/contract/runs"
import { useInfiniteQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Failure } from "../../frame/failure.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Commands, Notice } from "../../ui/notice.tsx"
import { QuarantineList } from "./quarantine-list.tsx"
import { RunRow } from "./run-row.tsx"
import css from "./runs-page.module.css"
import { runsQuery } from "./runs-query.ts"

const route = getRouteApi("/runs")

const Head = () => {
  const { t } = useWords()
  return (
    <thead className={css.heads}>
      <tr>
        <th scope="col">{t("runs.file")}</th>
        <th scope="col">{t("runs.when")}</th>
        <th scope="col" data-count="read">
          {t("runs.read")}
        </th>
        <th scope="col" data-count="landed">
          {t("runs.landed")}
        </th>
        <th scope="col" data-count="duplicates">
          {t("runs.duplicates")}
        </th>
        <th scope="col" data-count="quarantined">
          {t("runs.quarantined")}
        </th>
        <th scope="col">{t("runs.masked")}</th>
      </tr>
    </thead>
  )
}

const Table = ({
  runs,
  chosen
}: {
  readonly runs: ReadonlyArray<Run>
  readonly chosen: string | undefined
}) => {
  const { t } = useWords()
  return (
    <table className={css.table}>
      <caption className="hidden-words">{t("runs.identity")}</caption>
      <Head />
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.run} run={run} chosen={run.run === chosen} />
        ))}
      </tbody>
    </table>
  )
}

const Bones = () => {
  const { t } = useWords()
  return (
    <div role="status" aria-label={t("runs.loading")} className={css.bones}>
      {[0, 1, 2, 3, 4].map((index) => (
        <div key={index} className={css.bone}>
          <Skeleton height={10} width="30%" animate={false} />
        </div>
      ))}
    </div>
  )
}

const Nothing = () => {
  const { t } = useWords()
  return (
    <Notice title={t("runs.empty_title")}>
      <p>{t("runs.empty_text")}</p>
      <Commands lines={["npm run -s otklik -- import обращения.csv"]} />
    </Notice>
  )
}

/** What was imported and what came of every row. */
export const RunsPage = () => {
  const { t } = useWords()
  const { run } = route.useSearch()
  const answer = useInfiniteQuery(runsQuery)
  const runs = answer.data?.pages.flatMap((page) => page.items)
  const total = answer.data?.pages[0]?.total ?? 0
  useTitle(t("app.runs"))
  return (
    <div className={css.page} tabIndex={0}>
      <div className={css.inner}>
        <header className={css.head}>
          <h1 className={css.title}>{t("runs.title")}</h1>
          <span className="quiet">{total > 0 && t("count.runs", { count: total })}</span>
        </header>
        {answer.isError && (
          <Failure title={t("runs.failed")} error={answer.error} retry={() => void answer.refetch()} />
        )}
        {answer.isPending && <Bones />}
        {runs?.length === 0 && <Nothing />}
        {runs && runs.length > 0 && (
          <>
            <p className={css.identity}>{t("runs.identity")}</p>
            <Table runs={runs} chosen={run} />
            {answer.hasNextPage && (
              <Button
                variant="default"
                size="sm"
                mt={12}
                loading={answer.isFetchingNextPage}
                onClick={() => void answer.fetchNextPage()}
              >
                {t("runs.more")}
              </Button>
            )}
            <QuarantineList run={run} file={runs.find((known) => known.run === run)?.file} />
          </>
        )}
      </div>
    </div>
  )
}
