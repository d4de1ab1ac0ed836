import { Skeleton } from "@mantine/core"
import type { Comparison } from "@otklik/contract/compare"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useEffect, useMemo } from "react"
import { Failure } from "../../frame/failure.tsx"
import { Page } from "../../frame/page.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import { RankFlow } from "../../ui/rank-flow.tsx"
import { snapshotsQuery } from "../backlog/snapshots-query.ts"
import css from "./compare-page.module.css"
import { compareQuery } from "./compare-query.ts"
import { firstComparison, sideOf, type SideName } from "./compare-search.ts"
import { flowItems, movementSentence, sliceWords } from "./compare-sentences.ts"
import { ComparedTable } from "./compared-table.tsx"
import { SidePick } from "./side-pick.tsx"

const route = getRouteApi("/compare")
const top = 30

const Bones = () => {
  const { t } = useWords()
  return (
    <div role="status" aria-busy="true" aria-label={t("compare.loading")} className={css.bones}>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
        <Skeleton key={index} height={10} mt={26} width={`${88 - index * 3}%`} animate={false} />
      ))}
    </div>
  )
}

const Answer = ({ comparison }: { readonly comparison: Comparison }) => {
  const words = useWords()
  const { t } = words
  const { items, left, right } = comparison
  const titles = useMemo(() => new Map(items.map(({ theme, title }) => [theme as string, title])), [items])
  const flow = useMemo(() => flowItems(items), [items])
  const name = (key: string) => (
    <Link to="/themes/$id" params={{ id: key }}>
      {titles.get(key)}
    </Link>
  )
  const search = route.useSearch()
  const head = (name: SideName) =>
    [
      words.moment(comparison[name].asOf, right.asOf),
      ...sliceWords(sideOf(search, name), words),
      ...(comparison[name].sliced ? [t("compare.own_places")] : [])
    ].join(" · ")
  return (
    <>
      <p className={css.answer}>{movementSentence(items, words)}</p>
      {(left.sliced || right.sliced) && <p className={css.sliced}>{t("compare.sliced")}</p>}
      <RankFlow
        items={flow}
        top={top}
        left={head("left")}
        right={head("right")}
        label={t("compare.flow")}
        name={name}
        below={t("compare.below")}
      />
      <ComparedTable items={items} />
    </>
  )
}

/** An empty address is filled with the comparison that a planner wants first. */
const useFirst = (): boolean => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useQuery(snapshotsQuery)
  const empty = Object.keys(search).length === 0
  const first = empty && data ? firstComparison(data) : undefined
  useEffect(() => {
    if (first) void navigate({ to: ".", search: first, replace: true })
  })
  return empty && (data === undefined || first !== undefined)
}

/** Two dates or two slices of the queue side by side, with what moved and why. */
export const ComparePage = () => {
  const { t } = useWords()
  const search = route.useSearch()
  const waiting = useFirst()
  const alone = Object.keys(search).length === 0 && !waiting
  const answer = useQuery({ ...compareQuery(search), enabled: !waiting && !alone })
  useTitle(t("app.compare"))
  return (
    <Page title={t("compare.title")} stale={answer.isPlaceholderData}>
      <div className={css.sides}>
        <SidePick side="left" shown={answer.data?.left.asOf} />
        <SidePick side="right" shown={answer.data?.right.asOf} />
      </div>
      {alone ? (
        <Notice title={t("compare.alone_title")}>{t("compare.alone_text")}</Notice>
      ) : answer.isError && !answer.data ? (
        <Failure title={t("compare.failed")} error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.data ? (
        <Answer comparison={answer.data} />
      ) : (
        <Bones />
      )}
    </Page>
  )
}
