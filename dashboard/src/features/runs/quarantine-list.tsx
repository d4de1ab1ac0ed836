import { Button, Skeleton } from "@mantine/core"
import type { Rejected } from "@otklik/contract/quarantine"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Failure } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { MessageText } from "../themes/message-text.tsx"
import css from "./quarantine-list.module.css"
import { quarantineQuery } from "./runs-query.ts"

const Row = ({ rejected }: { readonly rejected: Rejected }) => {
  const { t } = useWords()
  return (
    <li className={css.row}>
      <span className={css.place}>
        {rejected.file}
        <span className={css.line}>{t("quarantine.place", { row: rejected.row })}</span>
      </span>
      <span>{rejected.reason}</span>
      <span className={css.preview}>
        <MessageText text={rejected.preview} />
      </span>
    </li>
  )
}

interface QuarantineListProps {
  readonly run: string | undefined
  /** the file of that run, once the runs are here */
  readonly file: string | undefined
}

/** Rows that were not landed: where they stand, why, and what they say with personal data masked. */
export const QuarantineList = ({ run, file }: QuarantineListProps) => {
  const { t } = useWords()
  const answer = useInfiniteQuery(quarantineQuery(run))
  const items = answer.data?.pages.flatMap((page) => page.items)
  const total = answer.data?.pages[0]?.total
  return (
    <section id="quarantine" className={css.quarantine} aria-labelledby="quarantine-title">
      <div className={css.head}>
        <h2 id="quarantine-title" className={css.title}>
          {t("quarantine.title")}
        </h2>
        {run && (
          <span className={css.only}>
            {file && t("quarantine.only_run", { file })}
            <Link className={css.all} to="/runs" search={{}} hash="quarantine">
              {t("quarantine.all_runs")}
            </Link>
          </span>
        )}
        {total !== undefined && total > 0 && (
          <span className="quiet">{t("count.rows", { count: total })}</span>
        )}
      </div>
      {total === 0 ? (
        <p className="quiet">{t("quarantine.empty")}</p>
      ) : (
        <p className={css.text}>{t("quarantine.text")}</p>
      )}
      {answer.isError && (
        <Failure title={t("quarantine.failed")} error={answer.error} retry={() => void answer.refetch()} />
      )}
      {answer.isPending && (
        <div role="status" aria-label={t("quarantine.loading")}>
          <Skeleton height={10} mt={16} width="60%" animate={false} />
        </div>
      )}
      <ol>
        {items?.map((rejected) => (
          <Row key={rejected.id} rejected={rejected} />
        ))}
      </ol>
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
    </section>
  )
}
