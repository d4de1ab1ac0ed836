import { Button, Skeleton } from "@mantine/core"
import type { Inbox } from "@otklik/contract/inbox"
import { Verdict } from "@otklik/contract/vocabulary"
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { useCallback, useEffect, useMemo, useState } from "react"
import { Failure } from "../../frame/failure.tsx"
import { useMe } from "../../frame/me-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import { type Keys, useKeys } from "../../ui/use-keys.ts"
import type { Desk } from "./desk.ts"
import { InboxHead } from "./inbox-head.tsx"
import css from "./inbox-page.module.css"
import { inboxQuery } from "./inbox-query.ts"
import { usePace } from "./pace.ts"
import { Reading } from "./reading.tsx"
import { SchoolSide } from "./school-side.tsx"
import { ThemePick } from "./theme-pick.tsx"
import { type DeskActs, useDesk } from "./use-desk.ts"
import { type Sending, useSending } from "./use-sending.ts"
import { WaitingList } from "./waiting-list.tsx"

const route = getRouteApi("/inbox")
/** The next page is asked for so many messages before the end. */
const ahead = 15
type Window = "theme" | "merge" | "note"

const verdictKeys = (acts: DeskActs): Keys =>
  Object.fromEntries(Verdict.literals.map((verdict, i) => [String(i + 1), () => acts.verdict(verdict)]))

const useDeskKeys = (acts: DeskActs, show: (window: Window | undefined) => void) =>
  useKeys({
    ...verdictKeys(acts),
    a: acts.accept,
    t: (event) => (event.preventDefault(), acts.sealed || show("theme")),
    m: (event) => (event.preventDefault(), acts.sealed || show("merge")),
    s: acts.split,
    n: (event) => (event.preventDefault(), show("note")),
    u: acts.undo,
    j: () => acts.step(1),
    k: () => acts.step(-1),
    x: () => acts.item && acts.choose(acts.item),
    l: acts.chooseAlike,
    Escape: acts.release
  })

const Bones = () => {
  const { t } = useWords()
  return (
    <div className={css.bones} role="status" aria-label={t("inbox.loading")}>
      {[80, 60, 40].map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} animate={false} />
      ))}
    </div>
  )
}

const Nothing = () => {
  const { t } = useWords()
  const schools = useMe()?.person?.schools
  if (schools === 0)
    return <Notice title={t("own_schools.empty_title")}>{t("own_schools.empty_text")}</Notice>
  return <Notice title={t("inbox.empty_title")}>{t("inbox.empty_text")}</Notice>
}

const Picks = ({
  acts,
  shown,
  onClose
}: {
  readonly acts: DeskActs
  readonly shown: Window | undefined
  readonly onClose: () => void
}) => {
  const { t } = useWords()
  const { item } = acts
  const first = item?.candidates[0]
  if (item && shown === "theme")
    return (
      <ThemePick
        title={t("inbox.pick_theme")}
        near={item.candidates}
        onPick={({ theme }) => acts.place(theme)}
        onClose={onClose}
      />
    )
  if (item && first && shown === "merge")
    return (
      <ThemePick
        title={t("inbox.pick_merge", { title: first.title })}
        near={item.candidates}
        without={first.theme}
        onPick={({ theme }) => acts.merge(first.theme, theme)}
        onClose={onClose}
      />
    )
  return null
}

const Refused = ({ sending }: { readonly sending: Sending }) => {
  const { t } = useWords()
  if (sending.refused === null) return null
  return (
    <div className={css.refused} role="alert">
      <span>{sending.refused}</span>
      <Button size="compact-sm" variant="default" onClick={sending.forget}>
        {t("inbox.understood")}
      </Button>
    </div>
  )
}

const useAhead = (at: number, count: number, more: () => void) =>
  useEffect(() => {
    if (at > count - ahead) more()
  }, [at, count, more])

/** Messages given a verdict here since the server last told how many there are: those before it has counted. */
const useDecidedSince = (first: Inbox | undefined, desk: Desk): number => {
  const settled = [...desk.marks.values()].filter(({ verdict }) => verdict !== undefined).length
  const [told, setTold] = useState({ first, settled: 0 })
  if (told.first !== first) setTold({ first, settled })
  return settled - told.settled
}

/** What stands in place of the messages while, or because, there are none. */
const Without = ({
  answer,
  none
}: {
  readonly answer: ReturnType<typeof useInbox>["answer"]
  readonly none: boolean
}) => {
  const { t } = useWords()
  if (answer.isPending) return <Bones />
  if (answer.isError && none)
    return <Failure title={t("inbox.failed")} error={answer.error} retry={() => void answer.refetch()} />
  return none ? <Nothing /> : null
}

const useInbox = () => {
  const queries = useQueryClient()
  const refresh = useCallback(() => void queries.invalidateQueries({ queryKey: ["inbox"] }), [queries])
  const search = route.useSearch()
  const answer = useInfiniteQuery(inboxQuery(search))
  const items = useMemo(() => answer.data?.pages.flatMap((page) => page.items) ?? [], [answer.data])
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = answer
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  return { search, answer, items, more, refresh, first: answer.data?.pages[0] }
}

/** The curator's place of work: a queue, a message, its suggestion, and a key for everything. */
export const InboxPage = () => {
  const { t } = useWords()
  const { answer, first, items, more, refresh, search } = useInbox()
  const [shown, setShown] = useState<Window>()
  const [listed, setListed] = useState(false)
  const me = useMe()?.person?.id ?? ""
  const sending = useSending(me, refresh)
  const { pace, count } = usePace(me)
  const acts = useDesk(items, sending, count)
  useTitle(t("app.inbox"))
  useDeskKeys(acts, setShown)
  const { desk, item } = acts
  const decided = useDecidedSince(first, desk)
  useAhead(desk.at, items.length, more)
  const close = () => setShown(undefined)
  return (
    <div className={css.page}>
      <InboxHead
        search={search}
        first={first}
        decided={decided}
        pace={pace}
        sending={sending}
        listed={listed}
        onList={() => setListed(!listed)}
      />
      <Without answer={answer} none={items.length === 0} />
      {item && first && (
        <div className={css.desk} data-listed={listed || undefined}>
          <WaitingList
            items={items}
            desk={desk}
            onGo={(index) => (acts.go(index), setListed(false))}
            onChoose={acts.choose}
            onEnd={more}
          />
          <Reading
            item={item}
            mark={desk.marks.get(item.message.id)}
            asOf={first.asOf}
            chosen={desk.chosen.size}
            noting={shown === "note"}
            acts={{
              ...acts,
              findTheme: () => setShown("theme"),
              merge: () => setShown("merge"),
              note: () => setShown("note"),
              saveNote: async (text) => (acts.note(text), close(), true),
              closeNote: close
            }}
          />
          <SchoolSide school={item.message.school} asOf={first.asOf} />
        </div>
      )}
      <Picks acts={acts} shown={shown} onClose={close} />
      <Refused sending={sending} />
    </div>
  )
}
