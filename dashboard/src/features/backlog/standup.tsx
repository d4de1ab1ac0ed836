import { Button, Popover, TextInput, UnstyledButton } from "@mantine/core"
import { pinSnapshot, type SnapshotItem } from "@otklik/contract/snapshots"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState, type FormEvent } from "react"
import { call } from "../../call.ts"
import { useMay } from "../../frame/me-query.ts"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import { snapshotsQuery } from "./snapshots-query.ts"
import css from "./standup.module.css"

const usePin = (id: SnapshotItem["id"]) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly pinned: boolean; readonly name?: string }) =>
      call(pinSnapshot, { params: { id }, body }),
    onSuccess: () =>
      Promise.all(
        [["snapshots"], ["moves"], ["why"], ["history"]].map((queryKey) =>
          queries.invalidateQueries({ queryKey })
        )
      )
  })
}

interface FormProps {
  readonly item: SnapshotItem
  readonly onDone: () => void
}

const Form = ({ item: { id, name, pinned }, onDone }: FormProps) => {
  const { t } = useWords()
  const pin = usePin(id)
  const { text: given, type, forget } = useKept(`standup ${id}`, name ?? "")
  const done = () => (forget(), onDone())
  const keep = (event: FormEvent) => {
    event.preventDefault()
    const said = given.trim()
    pin.mutate({ pinned: true, ...(said !== "" && { name: said }) }, { onSuccess: done })
  }
  return (
    <form className={css.form} onSubmit={keep}>
      <p className={css.note}>{t("snapshot.standup_note")}</p>
      <TextInput
        size="xs"
        label={t("snapshot.standup_name")}
        placeholder={t("snapshot.standup_hint")}
        maxLength={60}
        value={given}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      {pin.error && (
        <p role="alert" className={css.refused}>
          {pin.error.message}
        </p>
      )}
      <div className={css.acts}>
        <Button type="submit" size="compact-sm" loading={pin.isPending}>
          {t(pinned ? "snapshot.rename" : "snapshot.pin")}
        </Button>
        {pinned && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => pin.mutate({ pinned: false }, { onSuccess: onDone })}
          >
            {t("snapshot.unpin")}
          </Button>
        )}
      </div>
    </form>
  )
}

const Mark = ({ item: { name, pinned } }: { readonly item: SnapshotItem }) => {
  const { t } = useWords()
  return (
    <>
      <Icon name="flag" size={13} />
      <span className={css.word}>{pinned ? (name ?? t("history.standup")) : t("snapshot.standup")}</span>
    </>
  )
}

/** «Срез планёрки»: keeps the open snapshot for ever under a name; moves are told since it. Others see what it is. */
export const Standup = ({ snapshot }: { readonly snapshot: string }) => {
  const { t } = useWords()
  const may = useMay("plan")
  const { data } = useQuery(snapshotsQuery)
  const [open, setOpen] = useState(false)
  const item = data?.find(({ id }) => id === snapshot)
  if (item === undefined || (!may && !item.pinned)) return null
  if (!may)
    return (
      <span className={css.mark} data-pinned>
        <Mark item={item} />
      </span>
    )
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={css.mark}
          data-pinned={item.pinned || undefined}
          data-paper={item.pinned || undefined}
          title={t("snapshot.standup")}
          onClick={() => setOpen(!open)}
        >
          <Mark item={item} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("snapshot.standup")}>
        <Form item={item} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
