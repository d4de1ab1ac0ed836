import { Button, Skeleton } from "@mantine/core"
import type { SliceQuery } from "@otklik/contract/slice"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Failure } from "../../frame/failure.tsx"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { MessageFacts } from "./message-facts.tsx"
import { MessageText } from "./message-text.tsx"
import type { Only } from "./only.ts"
import { Section } from "./section.tsx"
import css from "./theme-messages.module.css"
import { themeMessagesQuery } from "./theme-query.ts"
import { VerdictMark } from "./verdict-mark.tsx"

interface ThemeMessagesProps {
  readonly id: string
  readonly asOf: string
  readonly slice: SliceQuery & { readonly as_of?: string }
  readonly only: Only | undefined
  readonly onAll: () => void
}

const name = ({ key, value }: Only, asOf: string, { t, day }: Words): string =>
  key === "week" ? t("messages.week", { day: day(value, asOf) }) : t(`${key}.${value}` as "district.cao")

const Bones = () => {
  const { t } = useWords()
  return (
    <div aria-busy="true" aria-label={t("messages.loading")} role="status">
      {[0, 1, 2].map((index) => (
        <div key={index} className={css.message}>
          <Skeleton height={10} width="70%" animate={false} />
          <Skeleton height={10} width="40%" mt={10} animate={false} />
        </div>
      ))}
    </div>
  )
}

const useMessages = ({ id, slice, only }: ThemeMessagesProps) => {
  const answer = useInfiniteQuery(themeMessagesQuery(id, { ...slice, ...only?.slice }))
  return {
    answer,
    total: answer.data?.pages[0]?.total,
    items: answer.data?.pages.flatMap((page) => page.items)
  }
}

/** The messages behind the theme, newest first, within the slice and whatever was pressed above. */
export const ThemeMessages = (props: ThemeMessagesProps) => {
  const words = useWords()
  const { t } = words
  const { asOf, only, onAll } = props
  const { answer, total, items } = useMessages(props)
  return (
    <Section
      title={t("messages.title")}
      aside={
        <span className={css.aside} aria-live="polite">
          {only && (
            <>
              {t("messages.only", { what: name(only, asOf, words) })}
              <Button variant="subtle" size="compact-sm" onClick={onAll}>
                {t("messages.all")}
              </Button>
            </>
          )}
          {total !== undefined && <span className="quiet">{t("messages.count", { count: total })}</span>}
        </span>
      }
    >
      {answer.isError && (
        <Failure title={t("messages.failed")} error={answer.error} retry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Bones />}
      {items?.length === 0 && <p className="quiet">{t("messages.none")}</p>}
      <ol>
        {items?.map((message) => (
          <li key={message.id} className={css.message}>
            <p className={css.text}>
              <MessageText text={message.text} />
            </p>
            <p className={css.facts}>
              <VerdictMark verdict={message.verdict} /> · <MessageFacts message={message} asOf={asOf} />
            </p>
          </li>
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
          {t("messages.more")}
        </Button>
      )}
    </Section>
  )
}
