import { Button, TextInput } from "@mantine/core"
import type { Theme } from "@otklik/contract/themes"
import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import { useRequest } from "../requests/request-query.ts"
import { GroupList, suggested } from "./group-list.tsx"
import css from "./split-dialog.module.css"
import { splitPreviewQuery, useSplit } from "./split-query.ts"
import { SplitSide } from "./split-side.tsx"

interface SplitDialogProps {
  readonly theme: Theme
  /** chosen messages; without them groups of the same request are offered */
  readonly messages?: ReadonlyArray<string>
  readonly onDone: () => void
  readonly onClose: () => void
}

const longest = 80

const titleOf = ({ requests }: Theme, chosen: ReadonlyArray<string>): string =>
  requests.find(({ request }) => request === chosen[0])?.title.slice(0, longest) ?? ""

/** What a person has chosen and called it; until they name it themselves it is called after the first group. */
const useDraft = (theme: Theme, messages: ReadonlyArray<string> | undefined) => {
  const [groups, setGroups] = useState<ReadonlyArray<string>>(() => (messages ? [] : suggested(theme)))
  const { text: title, type: setNamed, forget } = useKept(`split ${theme.item.theme}`, titleOf(theme, groups))
  const chosen = { snapshot: theme.snapshot, requests: groups, messages: messages ?? [] }
  return { groups, setGroups, chosen, title, setNamed, forget }
}

/** A draft with what would come of it, and how to make it so. */
const useSplitting = ({ theme, messages, onDone }: SplitDialogProps, close: () => void) => {
  const { theme: id } = theme.item
  const draft = useDraft(theme, messages)
  const { chosen, title } = draft
  const { data: request } = useRequest(id)
  const preview = useQuery(splitPreviewQuery(id, chosen))
  const split = useSplit(id)
  const shown = chosen.requests.length + chosen.messages.length > 0 ? preview.data : undefined
  const two = shown !== undefined && shown.leaves.messages > 0 && shown.stays.messages > 0
  const ready = two && title.trim() !== ""
  const done = () => {
    draft.forget()
    close()
    onDone()
  }
  const save = () => {
    if (!ready || split.isPending) return
    const version = request?.state.version ?? 0
    split.mutate({ ...chosen, version, title: title.trim() }, { onSuccess: done })
  }
  const refused = split.error ?? preview.error
  return { ...draft, shown, ready, save, refused, busy: split.isPending, asking: preview.isFetching }
}

type Splitting = ReturnType<typeof useSplitting>

const Preview = ({ theme, of: { asking, shown } }: { readonly theme: Theme; readonly of: Splitting }) => {
  const { t } = useWords()
  return (
    <>
      <div className={css.sides} aria-live="polite" aria-busy={asking}>
        <SplitSide name={t("split.leaves")} side={shown?.leaves} asOf={theme.asOf} />
        <SplitSide name={t("split.stays")} side={shown?.stays} asOf={theme.asOf} />
      </div>
      {shown?.stays.messages === 0 && <p className={css.refused}>{t("split.all")}</p>}
    </>
  )
}

/** Parts some of a theme off into a theme of its own: what leaves, what stays, and the new theme's name. */
export const SplitDialog = (props: SplitDialogProps) => {
  const { theme, messages, onClose } = props
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const close = () => dialog.current?.close()
  const splitting = useSplitting(props, close)
  const { groups, setGroups, setNamed, title, refused, ready, busy, save } = splitting
  return (
    <dialog
      ref={dialog}
      className={css.dialog}
      aria-labelledby="split-title"
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <h2 id="split-title" className={css.title}>
        {t("split.title", { title: theme.item.title })}
      </h2>
      {messages === undefined && <GroupList theme={theme} chosen={groups} onChoose={setGroups} />}
      <Preview theme={theme} of={splitting} />
      {refused && (
        <p className={css.refused} role="alert">
          {refused.message}
        </p>
      )}
      <p className="quiet">{t("split.kept")}</p>
      <div className={css.foot}>
        <TextInput
          label={t("split.name")}
          maxLength={longest}
          value={title}
          onChange={({ currentTarget }) => setNamed(currentTarget.value)}
          onKeyDown={({ key }) => key === "Enter" && save()}
        />
        <div className={css.acts}>
          <Button size="compact-md" disabled={!ready} loading={busy} onClick={save}>
            {t("split.do")}
          </Button>
          <Button size="compact-md" variant="subtle" onClick={close}>
            {t("request.cancel")}
          </Button>
        </div>
      </div>
    </dialog>
  )
}
