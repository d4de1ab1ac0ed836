import { Button, Textarea } from "@mantine/core"
import type { KeyboardEvent } from "react"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import css from "./inbox-page.module.css"

interface NoteFieldProps {
  /** whose note it is: what was typed is kept under it until it is saved or thrown away */
  readonly about: string
  /** false where it could not be saved: what was typed stays */
  readonly onSave: (text: string) => Promise<boolean>
  readonly onClose: () => void
}

/** A note as it is typed: nothing of it is lost until the server has it. */
export const NoteField = ({ about, onSave, onClose }: NoteFieldProps) => {
  const { t } = useWords()
  const { text, type, forget } = useKept(`note ${about}`)
  const save = async () => {
    if (text.trim() !== "" && (await onSave(text.trim()))) forget()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose()
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save()
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
        <Button size="compact-sm" onClick={() => void save()} disabled={text.trim() === ""}>
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
