import { Button } from "@mantine/core"
import type { Inbox } from "@otklik/contract/inbox"
import { Family, Role, Service, Verdict } from "@otklik/contract/vocabulary"
import { getRouteApi } from "@tanstack/react-router"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { Pick } from "../../ui/pick.tsx"
import css from "./inbox-page.module.css"
import type { InboxSearch } from "./inbox-search.ts"
import { meanOf, type Pace } from "./pace.ts"
import type { Sending } from "./use-sending.ts"

interface InboxHeadProps {
  readonly search: InboxSearch
  readonly first: Inbox | undefined
  /** decided on this page since `first` was read */
  readonly decided: number
  readonly pace: Pace
  readonly sending: Sending
  readonly listed: boolean
  readonly onList: () => void
}

const route = getRouteApi("/inbox")
const lists = {
  verdict: Verdict.literals,
  service: Service.literals,
  role: Role.literals,
  family: Family.literals
} as const

const choices = (name: keyof typeof lists, { t }: Words) =>
  lists[name].map((value) => ({ value: value as string, label: t(`${name}.${value}` as "verdict.system") }))

const Filters = ({ search }: Pick<InboxHeadProps, "search">) => {
  const words = useWords()
  const navigate = route.useNavigate()
  const narrow = (change: Record<string, string | undefined>) =>
    void navigate({ to: ".", search: (before: InboxSearch) => ({ ...before, ...change }) as InboxSearch })
  return (
    <search className={css.filters} aria-label={words.t("filter.label")}>
      {(Object.keys(lists) as ReadonlyArray<keyof typeof lists>).map((name) => (
        <Pick
          key={name}
          label={words.t(`filter.${name}`)}
          none={words.t("filter.any")}
          choices={choices(name, words)}
          value={search[name]}
          onPick={(value) => narrow({ [name]: value })}
        />
      ))}
      {search.school && (
        <Button variant="default" size="compact-sm" onClick={() => narrow({ school: undefined })}>
          {words.t("messages.school", { school: search.school })} ×
        </Button>
      )}
    </search>
  )
}

const Progress = ({ first, decided, pace }: Pick<InboxHeadProps, "first" | "decided" | "pace">) => {
  const { t, tenth, integer } = useWords()
  const mean = meanOf(pace)
  return (
    <p className={css.progress} aria-live="polite">
      {first && t("inbox.waiting", { count: Math.max(0, first.waiting - decided) })}
      {first && first.today + decided > 0 && <> · {t("inbox.today", { count: first.today + decided })}</>}
      {mean !== null && (
        <span title={t("inbox.pace_note")}>
          {" "}
          · {t("inbox.pace", { seconds: tenth(mean), minutes: integer(Math.ceil((100 * mean) / 60)) })}
        </span>
      )}
    </p>
  )
}

/** What waits, how the day goes, and what narrows the queue. */
export const InboxHead = ({ search, first, decided, pace, sending, listed, onList }: InboxHeadProps) => {
  const { t } = useWords()
  return (
    <header className={css.head}>
      <h1 className={css.title}>{t("inbox.title")}</h1>
      <Progress first={first} decided={decided} pace={pace} />
      {sending.waiting > 0 && (
        <p className={css.held} role="status">
          {t("inbox.held", { count: sending.waiting })}
        </p>
      )}
      <Filters search={search} />
      <Button
        className={css.toList}
        variant="default"
        size="compact-sm"
        aria-pressed={listed}
        onClick={onList}
      >
        {t(listed ? "inbox.to_message" : "inbox.to_list")}
      </Button>
    </header>
  )
}
