import { CloseButton, Kbd, TextInput } from "@mantine/core"
import { useDebouncedCallback } from "@mantine/hooks"
import { useEffect, useRef, useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import { useKeys } from "../../ui/use-keys.ts"
import css from "./filters.module.css"

interface TextSearchProps {
  readonly text: string
  readonly onText: (text: string) => void
}

/** The search by words: `/` comes here, Escape leaves, the address follows 200 ms behind the fingers. */
export const TextSearch = ({ text, onText }: TextSearchProps) => {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(text)
  const tell = useDebouncedCallback(onText, 200)
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(text)
  }, [text])
  const change = (next: string) => {
    setTyped(next)
    tell(next.trim())
  }
  useKeys({
    "/": (event) => {
      event.preventDefault()
      input.current?.select()
    }
  })
  return (
    <TextInput
      ref={input}
      type="search"
      className={css.search}
      classNames={{ input: css.input }}
      aria-label={t("filter.text")}
      placeholder={t("filter.text")}
      leftSection={<Icon name="search" size={14} />}
      rightSection={
        typed ? (
          <CloseButton size="sm" aria-label={t("filter.clear_text")} onClick={() => change("")} />
        ) : (
          <Kbd size="xs" className="no-touch">
            /
          </Kbd>
        )
      }
      maxLength={200}
      value={typed}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => key === "Escape" && currentTarget.blur()}
    />
  )
}
