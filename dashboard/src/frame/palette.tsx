import { useDebouncedValue } from "@mantine/hooks"
import { routes } from "@otklik/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useEffect, useRef, useState, type KeyboardEvent } from "react"
import { call } from "../call.ts"
import { speak } from "../i18n/i18n.ts"
import { useWords } from "../i18n/use-words.ts"
import css from "./palette.module.css"
import { besides, places } from "./places.ts"

interface Find {
  readonly key: string
  readonly name: string
  readonly kind: string
  readonly act: () => void
}

interface PaletteProps {
  readonly onClose: () => void
  readonly onKeys: () => void
}

const useThemes = (text: string): ReadonlyArray<Find> => {
  const { t } = useWords()
  const navigate = useNavigate()
  const [settled] = useDebouncedValue(text.trim(), 120)
  const { data } = useQuery({
    queryKey: ["palette", settled],
    queryFn: ({ signal }) =>
      call(routes.backlog, { query: { limit: "8", ...(settled && { text: settled }) }, signal }),
    placeholderData: keepPreviousData
  })
  return (data?.items ?? []).map(({ theme, title }) => ({
    key: theme,
    name: title,
    kind: t("theme.open"),
    act: () => void navigate({ to: "/themes/$id", params: { id: theme } })
  }))
}

const usePlaces = ({ onKeys }: PaletteProps): ReadonlyArray<Find> => {
  const { t, language } = useWords()
  const navigate = useNavigate()
  return [
    ...[...places, ...besides].map(({ to, name }) => ({
      key: name,
      name: t(`app.${name}`),
      kind: t("palette.go"),
      act: () => void navigate({ to })
    })),
    {
      key: "language",
      name: t("app.language"),
      kind: t("palette.act"),
      act: () => void speak(language === "ru" ? "en" : "ru")
    },
    { key: "keys", name: t("app.keys"), kind: t("palette.act"), act: onKeys }
  ]
}

const useFinds = (props: PaletteProps) => {
  const [text, setText] = useState("")
  const [at, setAt] = useState(0)
  const themes = useThemes(text)
  const places = usePlaces(props).filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()))
  const finds = text.trim() ? [...places, ...themes] : [...themes, ...places]
  const type = (next: string) => {
    setText(next)
    setAt(0)
  }
  return { text, type, finds, at: Math.min(at, Math.max(0, finds.length - 1)), setAt }
}

/** Finds a theme, a section or an action from anywhere; arrows choose, Enter goes, Escape leaves. */
export const Palette = (props: PaletteProps) => {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const { text, type, finds, at, setAt } = useFinds(props)
  useEffect(() => dialog.current?.showModal(), [])
  const go = (find: Find | undefined) => {
    dialog.current?.close()
    find?.act()
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + finds.length) % Math.max(1, finds.length))
    if (event.key === "Enter") go(finds[at])
    if (step || event.key === "Enter") event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className={css.dialog}
      aria-label={t("palette.title")}
      onClose={props.onClose}
      onClick={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <input
        className={css.input}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={finds[at] && `palette-${finds[at].key}`}
        aria-label={t("palette.placeholder")}
        placeholder={t("palette.placeholder")}
        maxLength={200}
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={press}
      />
      <div id="palette-list" role="listbox" aria-label={t("palette.title")} className={css.list}>
        {finds.map((find, index) => (
          <div
            key={find.key}
            id={`palette-${find.key}`}
            role="option"
            aria-selected={index === at}
            className={css.find}
            onClick={() => go(find)}
          >
            <span className={css.name}>{find.name}</span>
            <span className={css.kind}>{find.kind}</span>
          </div>
        ))}
      </div>
      {finds.length === 0 && <p className={css.none}>{t("palette.none")}</p>}
    </dialog>
  )
}
