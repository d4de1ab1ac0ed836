import { Button } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi, Outlet, useMatchRoute } from "@tanstack/react-router"
import { useCallback, useMemo, useRef } from "react"
import { calendarDay } from "../../i18n/date.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Failure } from "../../frame/failure.tsx"
import { healthQuery } from "../../frame/health-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { Notice } from "../../ui/notice.tsx"
import { BacklogCount, BacklogTitle, Export } from "./backlog-head.tsx"
import css from "./backlog-page.module.css"
import { backlogQuery } from "./backlog-query.ts"
import { BacklogTable } from "./backlog-table.tsx"
import type { Shape } from "./columns.tsx"
import { EmptyStore } from "./empty-store.tsx"
import { Filters, type Narrow } from "./filters.tsx"
import { WithMoves } from "./moves.tsx"
import { conditions, noConditions, type BacklogSearch } from "./search.ts"

const route = getRouteApi("/queue")

const useNarrow = (): Narrow => {
  const navigate = route.useNavigate()
  return useCallback(
    (change) =>
      void navigate({
        to: ".",
        search: (before: BacklogSearch) => ({ ...before, ...change }) as BacklogSearch,
        replace: Object.keys(change).join() === "text"
      }),
    [navigate]
  )
}

const useThemes = (search: BacklogSearch) => {
  const answer = useInfiniteQuery(backlogQuery(search))
  const { data, fetchNextPage, isFetchingNextPage } = answer
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data])
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  return { answer, items, more, first: data?.pages[0] }
}

const NothingFound = ({ narrow }: { readonly narrow: Narrow }) => {
  const { t } = useWords()
  return (
    <Notice
      title={t("backlog.none_title")}
      action={
        <Button variant="default" onClick={() => narrow(noConditions)}>
          {t("filter.clear")}
        </Button>
      }
    >
      {t("backlog.none_text")}
    </Notice>
  )
}

/** Says that the queue is a past one, and leads back. */
const Past = ({ asOf, narrow }: { readonly asOf: string; readonly narrow: Narrow }) => {
  const { t, moment } = useWords()
  const { data: health } = useQuery(healthQuery)
  return (
    <p className={css.past} role="status">
      {t("snapshot.past", { moment: moment(asOf, health?.snapshot?.asOf) })}{" "}
      <Button variant="subtle" size="compact-sm" onClick={() => narrow({ as_of: undefined })}>
        {t("snapshot.back")}
      </Button>
    </p>
  )
}

const now = { getInitialValueInEffect: false }

const useShape = (beside: boolean): Shape => {
  const phone = useMediaQuery("(max-width: 639px)", false, now)
  const wide = useMediaQuery("(min-width: 1100px)", true, now)
  if (phone) return "phone"
  return beside ? "beside" : wide ? "whole" : "middle"
}

const List = ({
  openTheme,
  beside
}: {
  readonly openTheme: string | undefined
  readonly beside: boolean
}) => {
  const { t } = useWords()
  const search = route.useSearch()
  const narrow = useNarrow()
  const scroller = useRef<HTMLDivElement>(null)
  const shape = useShape(beside)
  const { answer, items, more, first } = useThemes(search)
  const { data: health } = useQuery(healthQuery)
  if (health?.status === "empty" || (first?.total === 0 && conditions(search) === 0)) return <EmptyStore />
  const asOf = first?.asOf ?? health?.snapshot?.asOf
  return (
    <div ref={scroller} className={css.list} tabIndex={-1}>
      <div className={css.top}>
        <BacklogTitle first={first} level={beside ? 2 : 1} search={search} narrow={narrow}>
          <Export search={search} />
        </BacklogTitle>
        {search.as_of && first && <Past asOf={first.asOf} narrow={narrow} />}
        <Filters
          search={search}
          today={asOf && calendarDay(asOf)}
          narrow={narrow}
          folded={shape !== "whole"}
        />
        <BacklogCount first={first} search={search} narrow={narrow} />
      </div>
      {answer.isError && !items ? (
        <Failure title={t("backlog.failed")} error={answer.error} retry={() => void answer.refetch()} />
      ) : first?.total === 0 ? (
        <NothingFound narrow={narrow} />
      ) : (
        <WithMoves asOf={search.as_of} sliced={first?.sliced ?? true}>
          <BacklogTable
            items={items}
            total={first?.total ?? 0}
            shape={shape}
            search={search}
            narrow={narrow}
            openTheme={openTheme}
            scroller={scroller}
            stale={answer.isPlaceholderData}
            more={more}
          />
        </WithMoves>
      )}
    </div>
  )
}

/** The queue, and beside it on a wide screen, in its place on a narrow one, the theme that is open. */
export const BacklogPage = () => {
  const { t } = useWords()
  const wide = useMediaQuery("(min-width: 1100px)", true, now)
  const match = useMatchRoute()({ to: "/themes/$id" })
  const openTheme = match ? match.id : undefined
  useTitle(openTheme ? undefined : t("app.queue"))
  return (
    <div className={css.page} data-open={openTheme !== undefined || undefined}>
      {(wide || !openTheme) && <List openTheme={openTheme} beside={openTheme !== undefined} />}
      <Outlet />
    </div>
  )
}
