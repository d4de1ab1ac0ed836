import { Button, Skeleton } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { useInfiniteQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Failure } from "../../frame/failure.tsx"
import { Page } from "../../frame/page.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { calendarDay } from "../../i18n/date.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import { Filters, type Narrow } from "../backlog/filters.tsx"
import { conditions, type BacklogSearch } from "../backlog/search.ts"
import { GuideRow } from "./guide-row.tsx"
import css from "./guides-page.module.css"
import { guidesQuery } from "./guides-query.ts"

const route = getRouteApi("/guides")

const Bones = () => {
  const { t } = useWords()
  return (
    <div role="status" aria-busy="true" aria-label={t("guides.loading")}>
      {[0, 1, 2, 3, 4, 5, 6].map((index) => (
        <div key={index} className={css.bone}>
          <Skeleton height={10} width={`${60 - index * 3}%`} animate={false} />
        </div>
      ))}
    </div>
  )
}

const Heads = () => {
  const { t } = useWords()
  return (
    <li className={css.heads} aria-hidden="true">
      <span className={css.rank}>{t("backlog.rank")}</span>
      <span className={css.what}>{t("guides.about")}</span>
      <span className={css.figures}>{t("guides.per_hundred")}</span>
      <span className={css.reach}>{t("backlog.reach")}</span>
      <span className={css.weeks}>{t("backlog.trend")}</span>
    </li>
  )
}

const useGuides = (search: BacklogSearch) => {
  const answer = useInfiniteQuery(guidesQuery(search))
  const items = answer.data?.pages.flatMap((page) => page.items)
  const most = Math.max(...(items ?? []).flatMap((item) => [item.perHundred, item.perHundredBefore]), 0.01)
  return { answer, items, most, first: answer.data?.pages[0] }
}

/** «Какие материалы написать»: the second queue, by messages for each hundred schools. */
export const GuidesPage = () => {
  const { t, moment } = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { answer, items, most, first } = useGuides(search)
  const narrow: Narrow = (change) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...change }) as BacklogSearch })
  const phone = useMediaQuery("(max-width: 639px)", false, { getInitialValueInEffect: false })
  useTitle(t("guides.title"))
  return (
    <Page
      title={t("guides.title")}
      stale={answer.isPlaceholderData}
      aside={<span className="quiet">{first && t("backlog.as_of", { moment: moment(first.asOf) })}</span>}
    >
      <p className={css.intro}>{t("guides.intro")}</p>
      <div className={css.filters}>
        <Filters
          search={search}
          today={first && calendarDay(first.asOf)}
          narrow={narrow}
          folded={phone}
          without="verdict"
        />
      </div>
      {answer.isError && !items ? (
        <Failure title={t("guides.failed")} error={answer.error} retry={() => void answer.refetch()} />
      ) : !items ? (
        <Bones />
      ) : items.length === 0 ? (
        <Notice title={t(conditions(search) > 0 ? "backlog.none_title" : "guides.empty_title")}>
          {t(conditions(search) > 0 ? "backlog.none_text" : "guides.empty_text")}
        </Notice>
      ) : (
        <ol className={css.list} aria-label={t("guides.title")}>
          <Heads />
          {items.map((item) => (
            <GuideRow key={item.theme} item={item} most={most} />
          ))}
        </ol>
      )}
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
    </Page>
  )
}
