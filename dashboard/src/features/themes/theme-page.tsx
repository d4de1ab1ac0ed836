import { Skeleton } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import type { Theme } from "@otklik/contract/themes"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useCallback, useEffect } from "react"
import { Failure } from "../../frame/failure.tsx"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import { useKeys } from "../../ui/use-keys.ts"
import { conditions, sliceOf, withoutTheme } from "../backlog/search.ts"
import { snapshotsQuery } from "../backlog/snapshots-query.ts"
import { RequestPanel } from "../requests/request-panel.tsx"
import { readOnly, toggleOnly, type OnlyKey } from "./only.ts"
import { RankHistory } from "./rank-history.tsx"
import { placeWords } from "./rank-sentences.ts"
import { Quotes } from "./quotes.tsx"
import { SchoolList } from "./school-list.tsx"
import { ThemeHead } from "./theme-head.tsx"
import { Requests, Similar } from "./theme-lists.tsx"
import { ThemeMessages } from "./theme-messages.tsx"
import css from "./theme-page.module.css"
import { themeQuery } from "./theme-query.ts"
import { Voices } from "./voices.tsx"
import { Weeks, loadChart } from "./weeks.tsx"
import { whyQuery } from "./why-query.ts"
import { Why } from "./why.tsx"

const route = getRouteApi("/queue/themes/$id")

const Bones = () => {
  const { t } = useWords()
  return (
    <div role="status" aria-busy="true" aria-label={t("theme.loading")}>
      <Skeleton height={18} width="80%" mt={6} animate={false} />
      <Skeleton height={10} width="55%" mt={16} animate={false} />
      {[0, 1, 2, 3, 4, 5].map((index) => (
        <Skeleton key={index} height={12} mt={index ? 38 : 72} animate={false} />
      ))}
    </div>
  )
}

const useOnly = () => {
  const navigate = route.useNavigate()
  const { only } = route.useSearch()
  const set = useCallback(
    (next: string | undefined) =>
      void navigate({
        to: ".",
        search: (before) => ({ ...before, only: next }),
        replace: true,
        resetScroll: false
      }),
    [navigate]
  )
  const pick = useCallback(
    (key: OnlyKey, value: string) => {
      set(toggleOnly(only, key, value))
      document.getElementById("messages")?.scrollIntoView({ block: "start" })
    },
    [only, set]
  )
  return { only, pick, clear: useCallback(() => set(undefined), [set]) }
}

const Body = ({ theme }: { readonly theme: Theme }) => {
  const { t } = useWords()
  const search = route.useSearch()
  const { only, pick, clear } = useOnly()
  useTitle(theme.item.title)
  return (
    <>
      <ThemeHead theme={theme} />
      {conditions(search) > 0 && <p className={css.whole}>{t("theme.whole")}</p>}
      <Why theme={theme} asOf={search.as_of} />
      {search.as_of === undefined && <RequestPanel theme={theme} />}
      {isQueued(theme) && <RankHistory id={theme.item.theme} />}
      <Weeks
        weeks={theme.weeks}
        asOf={theme.asOf}
        onPick={useCallback((week) => pick("week", week), [pick])}
      />
      <Quotes theme={theme} />
      <div className={css.pair}>
        <Requests theme={theme} />
        <Similar theme={theme} />
      </div>
      <Voices theme={theme} only={only} onPick={pick} />
      <SchoolList theme={theme} />
      <div id="messages" className={css.messages}>
        <ThemeMessages
          theme={theme}
          slice={{ ...sliceOf(search), ...(search.as_of && { as_of: search.as_of }) }}
          only={readOnly(only)}
          onAll={clear}
        />
      </div>
    </>
  )
}

const Bar = ({ wide, theme }: { readonly wide: boolean; readonly theme: Theme | undefined }) => {
  const words = useWords()
  const { t } = words
  return (
    <div className={css.bar}>
      {!wide && (
        <Link className={css.back} to="/" search={withoutTheme}>
          <Icon name="left" size={14} />
          {t("theme.back")}
        </Link>
      )}
      <span className={css.place}>
        {theme && `${placeWords(theme.item.rank, theme.item.interval, words)} · ${theme.item.theme}`}
      </span>
      {wide && (
        <Link
          className={css.close}
          to="/"
          search={withoutTheme}
          aria-label={t("theme.close")}
          title={`${t("theme.close")} (Esc)`}
        >
          <Icon name="close" />
        </Link>
      )}
    </div>
  )
}

/** Themes that ask for a guide stand in the other queue, where no history is kept. */
const isQueued = ({ item }: Theme) => item.verdict !== "method"

const toTop = (mark: HTMLElement | null) => mark?.closest("article")?.scrollTo({ top: 0 })

/** «Почему на этом месте» and everything behind it: a panel beside the queue when wide, a page when not. */
export const ThemePage = () => {
  const { t } = useWords()
  const { id } = route.useParams()
  const navigate = route.useNavigate()
  const wide = useMediaQuery("(min-width: 1100px)", true, { getInitialValueInEffect: false })
  const { as_of } = route.useSearch()
  const answer = useQuery(themeQuery(id, as_of))
  const why = useQuery({
    ...whyQuery(id, as_of),
    enabled: answer.data?.item.theme === id
  })
  const snapshots = useQuery(snapshotsQuery)
  useKeys({ Escape: () => void navigate({ to: "/", search: withoutTheme }) })
  useEffect(() => void loadChart(), [])
  return (
    <article className={css.panel} aria-label={t("theme.open")} aria-busy={answer.isPlaceholderData}>
      <div className={css.inner} data-stale={answer.isPlaceholderData || undefined}>
        <span key={id} ref={toTop} />
        <Bar wide={wide} theme={answer.data} />
        {!answer.data && <h1 className="hidden-words">{t("theme.open")}</h1>}
        {answer.isError ? (
          <Failure title={t("theme.failed")} error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.data && !why.isLoading && !snapshots.isLoading ? (
          <Body theme={answer.data} />
        ) : (
          <Bones />
        )}
      </div>
    </article>
  )
}
