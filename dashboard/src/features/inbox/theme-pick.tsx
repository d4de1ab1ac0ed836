import { useDebouncedValue } from "@mantine/hooks"
import { routes } from "@otklik/contract"
import type { Candidate } from "@otklik/contract/inbox"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useRef, useState, type KeyboardEvent } from "react"
import { call } from "../../call.ts"
import { useWords } from "../../i18n/use-words.ts"
import palette from "../../frame/palette.module.css"
import css from "./inbox-page.module.css"

export interface Choice {
  readonly theme: ThemeId
  readonly title: string
  readonly messages: number
  readonly quote: string
}

interface ThemePickProps {
  readonly title: string
  /** offered before anything is typed */
  readonly near: ReadonlyArray<Candidate>
  readonly without?: ThemeId | undefined
  readonly onPick: (choice: Choice) => void
  readonly onClose: () => void
}

const useChoices = (text: string, near: ReadonlyArray<Candidate>): ReadonlyArray<Choice> => {
  const [settled] = useDebouncedValue(text.trim(), 120)
  const { data } = useQuery({
    queryKey: ["theme pick", settled],
    queryFn: ({ signal }) => call(routes.backlog, { query: { limit: "12", text: settled }, signal }),
    enabled: settled !== "",
    placeholderData: keepPreviousData
  })
  if (settled === "") return near
  return (data?.items ?? []).map(({ theme, title, messages, keyphrases }) => ({
    theme,
    title,
    messages,
    quote: keyphrases.slice(0, 3).join(", ")
  }))
}

const Offer = ({
  choice,
  chosen,
  onPick
}: {
  readonly choice: Choice
  readonly chosen: boolean
  readonly onPick: () => void
}) => {
  const { t } = useWords()
  return (
    <div
      id={`pick-${choice.theme}`}
      role="option"
      aria-selected={chosen}
      className={palette.find}
      onClick={onPick}
    >
      <span className={css.choice}>
        <span>{choice.title}</span>
        {choice.quote && <span className={css.quote}>{choice.quote.slice(0, 120)}</span>}
      </span>
      {choice.messages > 0 && (
        <span className={palette.kind}>{t("inbox.messages", { count: choice.messages })}</span>
      )}
    </div>
  )
}

/** Finds a theme by words; the ones near the message are offered first, each with a quote. */
export const ThemePick = ({ title, near, without, onPick, onClose }: ThemePickProps) => {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState("")
  const [at, setAt] = useState(0)
  const choices = useChoices(text, near).filter(({ theme }) => theme !== without)
  useEffect(() => dialog.current?.showModal(), [])
  const pick = (choice: Choice | undefined) => {
    dialog.current?.close()
    if (choice) onPick(choice)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + choices.length) % Math.max(1, choices.length))
    if (event.key === "Enter") pick(choices[at])
    if (step || event.key === "Enter") event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className={palette.dialog}
      aria-label={title}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <p className={css.pickTitle}>{title}</p>
      <input
        className={palette.input}
        role="combobox"
        aria-expanded="true"
        aria-controls="theme-pick"
        aria-activedescendant={choices[at] && `pick-${choices[at].theme}`}
        aria-label={t("inbox.find_theme")}
        placeholder={t("inbox.find_theme")}
        maxLength={200}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id="theme-pick" role="listbox" aria-label={title} className={palette.list}>
        {choices.map((choice, index) => (
          <Offer key={choice.theme} choice={choice} chosen={index === at} onPick={() => pick(choice)} />
        ))}
      </div>
      {choices.length === 0 && <p className={palette.none}>{t("inbox.no_theme_found")}</p>}
    </dialog>
  )
}
