import { Button, Skeleton } from "@mantine/core"
import type { MessageItem } from "@otklik/contract/messages"
import type { SliceQuery } from "@otklik/contract/slice"
import type { Theme } from "@otklik/contract/themes"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { Failure } from "../../frame/failure.tsx"
import { useMay } from "../../frame/me-query.ts"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { useKeys } from "../../ui/use-keys.ts"
import { SplitDialog } from "../splits/split-dialog.tsx"
import { type Choice, useChoice } from "../splits/use-choice.ts"
import { MessageFacts } from "./message-facts.tsx"
import { MessageText } from "./message-text.tsx"
import type { Only } from "./only.ts"
import { Section } from "./section.tsx"
import css from "./theme-messages.module.css"
import { themeMessagesQuery } from "./theme-query.ts"
import { VerdictMark } from "./verdict-mark.tsx"

interface ThemeMessagesProps {
  readonly theme: Theme
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

const useMessages = ({ theme, slice, only }: ThemeMessagesProps) => {
  const answer = useInfiniteQuery(themeMessagesQuery(theme.item.theme, { ...slice, ...only?.slice }))
  return {
    answer,
    total: answer.data?.pages[0]?.total,
    items: answer.data?.pages.flatMap((page) => page.items)
  }
}

const Said = ({ message, asOf }: { readonly message: MessageItem; readonly asOf: string }) => (
  <div className={css.said}>
    <p className={css.text}>
      <MessageText text={message.text} />
    </p>
    <p className={css.facts}>
      <VerdictMark verdict={message.verdict} /> · <MessageFacts message={message} asOf={asOf} />
    </p>
  </div>
)

interface BoxProps {
  readonly choice: Choice
  readonly id: string
  readonly index: number
}

const Box = ({ choice, id, index }: BoxProps) => {
  const { t } = useWords()
  return (
    <input
      type="checkbox"
      className={css.choose}
      checked={choice.chosen.has(id)}
      aria-label={t("messages.choose", { number: index + 1 })}
      onChange={() => undefined}
      onClick={({ shiftKey }) => choice.choose(index, shiftKey)}
    />
  )
}

interface ChosenBarProps {
  readonly theme: Theme
  readonly chosen: ReadonlyArray<string>
  readonly onClear: () => void
}

/** What can be done with the chosen messages: stands at the bottom while there are any. */
const ChosenBar = ({ theme, chosen, onClear }: ChosenBarProps) => {
  const { t } = useWords()
  const [parting, setParting] = useState(false)
  if (chosen.length === 0) return null
  return (
    <div className={css.chosen} role="group" aria-label={t("messages.chosen", { count: chosen.length })}>
      <span>{t("messages.chosen", { count: chosen.length })}</span>
      <Button size="compact-sm" onClick={() => setParting(true)}>
        {t("messages.part_off")}
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        {t("messages.unchoose")}
      </Button>
      {parting && (
        <SplitDialog theme={theme} messages={chosen} onDone={onClear} onClose={() => setParting(false)} />
      )}
    </div>
  )
}

/** The messages behind the theme, newest first, within the slice and whatever was pressed above. */
export const ThemeMessages = (props: ThemeMessagesProps) => {
  const words = useWords()
  const { t } = words
  const { theme, only, onAll, slice } = props
  const { asOf } = theme
  const { answer, total, items } = useMessages(props)
  const choice = useChoice(items?.map(({ id }) => id) ?? [])
  const may = useMay("decide_themes") && slice.as_of === undefined
  const list = useRef<HTMLOListElement>(null)
  useKeys({ x: () => list.current?.querySelector("input")?.focus() })
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
      <ol ref={list} onKeyDown={choice.onKeyDown}>
        {items?.map((message, index) => (
          <li key={message.id} className={css.message}>
            {may && <Box choice={choice} id={message.id} index={index} />}
            <Said message={message} asOf={asOf} />
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
      <ChosenBar theme={theme} chosen={[...choice.chosen]} onClear={choice.clear} />
    </Section>
  )
}
