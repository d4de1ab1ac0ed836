import { UnstyledButton } from "@mantine/core"
import type { InboxItem } from "@otklik/contract/inbox"
import { useEffect, useRef } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { VerdictMark } from "../themes/verdict-mark.tsx"
import type { Desk } from "./desk.ts"
import css from "./inbox-page.module.css"

interface WaitingListProps {
  readonly items: ReadonlyArray<InboxItem>
  readonly desk: Desk
  readonly onGo: (index: number) => void
  readonly onChoose: (item: InboxItem) => void
  readonly onEnd: () => void
}

const Row = ({
  item,
  index,
  desk,
  onGo,
  onChoose
}: Omit<WaitingListProps, "items" | "onEnd"> & { readonly item: InboxItem; readonly index: number }) => {
  const { t } = useWords()
  const { message } = item
  const mark = desk.marks.get(message.id)
  const here = index === desk.at
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: "nearest" })
  }, [here])
  return (
    <li
      ref={row}
      className={css.row}
      data-here={here || undefined}
      data-settled={mark?.verdict ? true : undefined}
    >
      <input
        type="checkbox"
        className={css.choose}
        checked={desk.chosen.has(message.id)}
        onChange={() => onChoose(item)}
        aria-label={t("inbox.choose", { number: index + 1 })}
      />
      <UnstyledButton className={css.open} aria-current={here || undefined} onClick={() => onGo(index)}>
        <span className={css.start}>{message.text.slice(0, 140)}</span>
        <span className={css.under}>
          {mark?.verdict ? (
            <VerdictMark verdict={mark.verdict} />
          ) : (
            <span>{item.suggested ? t(`verdict.${item.suggested.verdict}`) : t("inbox.blind_short")}</span>
          )}
          {message.school && <> · {t("messages.school", { school: message.school })}</>}
        </span>
      </UnstyledButton>
    </li>
  )
}

/** The queue at the left: what is decided stays in its place, pale, with its verdict. */
export const WaitingList = ({ items, desk, onGo, onChoose, onEnd }: WaitingListProps) => {
  const { t } = useWords()
  const end = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (end.current === null) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && onEnd())
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [onEnd])
  return (
    <ol className={css.list} aria-label={t("inbox.list")} tabIndex={-1}>
      {items.map((item, index) => (
        <Row key={item.message.id} {...{ item, index, desk, onGo, onChoose }} />
      ))}
      <li ref={end} aria-hidden="true" />
    </ol>
  )
}
