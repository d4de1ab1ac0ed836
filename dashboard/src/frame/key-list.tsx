import { ActionIcon, Kbd } from "@mantine/core"
import { useLocation } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import { useWords } from "../i18n/use-words.ts"
import { Icon } from "../ui/icon.tsx"
import css from "./key-list.module.css"
import { places } from "./places.ts"

const list = [
  ["j", "down"],
  ["k", "up"],
  ["Enter", "open"],
  ["Esc", "leave"],
  ["/", "search"],
  ["t", "table"],
  ["x", "choose"],
  ["Ctrl K", "palette"],
  ["?", "help"]
] as const

const inboxKeys = [
  ["1–8", "verdicts"],
  ["a", "accept"],
  ["t", "theme"],
  ["m", "merge"],
  ["s", "split"],
  ["n", "note"],
  ["u", "undo"],
  ["x", "choose"],
  ["l", "choose_alike"]
] as const

const Key = ({ name, does }: { readonly name: string; readonly does: string }) => (
  <div className={css.row}>
    <dt>
      <Kbd>{name}</Kbd>
    </dt>
    <dd>{does}</dd>
  </div>
)

/** Every key of the product, in the browser's own dialog: focus stays inside, Escape closes. */
export const KeyList = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useWords()
  const tagging = useLocation({ select: ({ pathname }) => pathname.startsWith("/inbox") })
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
        {list
          .filter(([key]) => !tagging || key !== "t")
          .map(([key, word]) => (
            <Key key={key} name={key} does={t(`keys.${word}`)} />
          ))}
        {tagging
          ? inboxKeys.map(([key, word]) => <Key key={word} name={key} does={t(`inbox_keys.${word}`)} />)
          : places
              .slice(0, 9)
              .map(({ name }, index) => <Key key={name} name={`${index + 1}`} does={t(`app.${name}`)} />)}
      </dl>
    </dialog>
  )
}
