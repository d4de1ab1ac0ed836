import { ActionIcon, Kbd } from "@mantine/core"
import { useEffect, useRef } from "react"
import { useWords } from "../i18n/use-words.ts"
import { Icon } from "../ui/icon.tsx"
import css from "./key-list.module.css"

const list = [
  ["j", "down"],
  ["k", "up"],
  ["Enter", "open"],
  ["Esc", "leave"],
  ["/", "search"],
  ["t", "table"],
  ["1", "queue"],
  ["2", "runs"],
  ["Ctrl K", "palette"],
  ["?", "help"]
] as const

/** Every key of the product, in the browser's own dialog: focus stays inside, Escape closes. */
export const KeyList = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className={css.dialog}
      aria-labelledby="keys-title"
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <div className={css.head}>
        <h2 id="keys-title" className={css.title}>
          {t("keys.title")}
        </h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("keys.close")}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </ActionIcon>
      </div>
      <dl className={css.list}>
        {list.map(([key, word]) => (
          <div key={key} className={css.row}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
