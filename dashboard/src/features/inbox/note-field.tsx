import { Button, Textarea } from "@mantine/core"
import { useState, type KeyboardEvent } from "react"
import { useWords } from "../../i18n/use-words.ts"
import css from "./inbox-page.module.css"

interface NoteFieldProps {
  /** whose note it is: what was typed is kept under it until it is saved or thrown away */
  readonly about: string
  readonly onSave: (text: string) => void
  readonly onClose: () => void
}

const keyOf = (about: string) => `otklik-draft-${about}`
const read = (about: string) => {
  try {
    return localStorage.getItem(keyOf(about)) ?? ""
  } catch {
    return ""
  }
}
const keep = (about: string, text: string) => {
  try {
    if (text === "") localStorage.removeItem(keyOf(about))
    else localStorage.setItem(keyOf(about), text)
  } catch {
    /* a private window keeps it for as long as the page is open */
  }
}

/** A note as it is typed: kept in this browser letter by letter, so that nothing typed is lost. */
export const NoteField = ({ about, onSave, onClose }: NoteFieldProps) => {
  const { t } = useWords()
  const [text, setText] = useState(() => read(about))
  const type = (next: string) => {
    setText(next)
    keep(about, next)
  }
  const save = () => {
    if (text.trim() === "") return
    keep(about, "")
    onSave(text.trim())
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose()
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save()
  }
  return (
    <div className={css.note}>
      <Textarea
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        label={t("inbox.note")}
        data-autofocus
        autoFocus
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={press}
      />
      <div className={css.noteActs}>
        <Button size="compact-sm" onClick={save} disabled={text.trim() === ""}>
          {t("inbox.note_save")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onClose}>
          {t("inbox.note_later")}
        </Button>
        <span className="quiet">{t("inbox.note_hint")}</span>
      </div>
    </div>
  )
}
