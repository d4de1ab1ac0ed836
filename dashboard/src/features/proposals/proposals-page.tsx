import { Button, Skeleton } from "@mantine/core"
import type { Proposal, ProposedChange } from "@otklik/contract/proposals"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Failure } from "../../frame/failure.tsx"
import { useMay } from "../../frame/me-query.ts"
import { Page } from "../../frame/page.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import { useKeys } from "../../ui/use-keys.ts"
import { ChangeRow } from "./change-row.tsx"
import css from "./proposals-page.module.css"
import { proposalsQuery, useRuling } from "./proposals-query.ts"

interface ReviewProps {
  readonly proposal: Proposal
  readonly changes: ReadonlyArray<ProposedChange>
}

interface Acts {
  readonly rule: (change: ProposedChange, accept: boolean) => void
  readonly undo: (change: ProposedChange) => void
}

/** Where the reader is in the list, what is unfolded, and the keys: j k a r u Enter. */
const useWalk = (changes: ReadonlyArray<ProposedChange>, { rule, undo }: Acts) => {
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (theme: string) =>
    setOpen((before) => {
      const next = new Set(before)
      if (!next.delete(theme)) next.add(theme)
      return next
    })
  const go = (by: number) => setAt(Math.min(changes.length - 1, Math.max(0, at + by)))
  const here = changes[at]
  const say = (accept: boolean) => {
    if (here === undefined) return
    rule(here, accept)
    go(1)
  }
  const unfold = (event: KeyboardEvent) => {
    if (here === undefined || (event.target as HTMLElement).closest("button, a")) return
    toggle(here.theme)
  }
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    a: () => say(true),
    r: () => say(false),
    u: () => here && undo(here),
    Enter: unfold
  })
  return { at, setAt, open, toggle }
}

const Head = ({
  proposal,
  onAll
}: {
  readonly proposal: Proposal
  readonly onAll?: (accept: boolean) => void
}) => {
  const { t, integer, moment } = useWords()
  const { asOf, messages, moved, open, total } = proposal
  return (
    <div className={css.head}>
      <p>
        {t("proposals.lead", { count: moved, all: integer(messages) })}{" "}
        {open > 0 ? t("proposals.open", { count: open, all: total }) : t("proposals.all_decided")}
      </p>
      <p className="quiet">{t("proposals.stays", { moment: moment(asOf) })}</p>
      {onAll && open > 0 && (
        <div className={css.acts}>
          <Button size="compact-sm" onClick={() => onAll(true)}>
            {t(open === total ? "proposals.accept_all" : "proposals.accept_rest")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onAll(false)}>
            {t(open === total ? "proposals.reject_all" : "proposals.reject_rest")}
          </Button>
          <span className={css.keys}>{t("proposals.keys")}</span>
        </div>
      )}
    </div>
  )
}

const Review = ({ proposal, changes }: ReviewProps) => {
  const approves = useMay("approve")
  const plans = useMay("plan")
  const mayDecide = approves || plans
  const ruling = useRuling(proposal)
  const rule = ({ theme }: ProposedChange, accept: boolean) => {
    if (mayDecide) ruling.rule({ theme, accept })
  }
  const undo = ({ decision }: ProposedChange) => {
    if (mayDecide && decision !== null) ruling.undo(decision)
  }
  const { at, setAt, open, toggle } = useWalk(changes, { rule, undo })
  return (
    <>
      <Head proposal={proposal} {...(mayDecide && { onAll: (accept: boolean) => ruling.rule({ accept }) })} />
      {ruling.refused && (
        <p className={css.refused} role="alert">
          {ruling.refused.message}
        </p>
      )}
      <ol className={css.changes}>
        {changes.map((change, index) => (
          <ChangeRow
            key={change.theme}
            change={change}
            snapshot={proposal.snapshot}
            asOf={proposal.asOf}
            here={index === at}
            open={open.has(change.theme)}
            mayDecide={mayDecide}
            onOpen={() => {
              setAt(index)
              toggle(change.theme)
            }}
            onRule={(accept) => {
              setAt(index)
              rule(change, accept)
            }}
            onUndo={() => undo(change)}
          />
        ))}
      </ol>
    </>
  )
}

/** Themes that were found anew, change by change: people accept or reject each, or all at once. */
export const ProposalsPage = () => {
  const { t } = useWords()
  const answer = useInfiniteQuery(proposalsQuery)
  const pages = answer.data?.pages.flatMap(({ proposal }) => (proposal?.total ? [proposal] : [])) ?? []
  useTitle(t("app.proposals"))
  return (
    <Page title={t("proposals.title")}>
      {answer.isError && (
        <Failure title={t("proposals.failed")} error={answer.error} retry={() => void answer.refetch()} />
      )}
      {answer.isPending && (
        <div role="status" aria-label={t("proposals.loading")}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={12} width="60%" my={24} animate={false} />
          ))}
        </div>
      )}
      {answer.data && pages.length === 0 && (
        <Notice title={t("proposals.none_title")}>{t("proposals.none_text")}</Notice>
      )}
      {pages[0] && <Review proposal={pages[0]} changes={pages.flatMap(({ changes }) => changes)} />}
      {answer.hasNextPage && (
        <Button
          variant="default"
          size="sm"
          mt={12}
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {t("proposals.more")}
        </Button>
      )}
    </Page>
  )
}
