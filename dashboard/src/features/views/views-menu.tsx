import { ActionIcon, Button, Popover, TextInput, Tooltip } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { ViewItem } from "@otklik/contract/views"
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useLocation, useRouter } from "@tanstack/react-router"
import { useState } from "react"
import { call } from "../../call.ts"
import { useNames } from "../../frame/me-query.ts"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import css from "./views-menu.module.css"

const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => call(routes.views, { signal }),
  staleTime: 0
})

const useViews = () => {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["views"] })
  const save = useMutation({
    mutationFn: (view: { readonly name: string; readonly address: string; readonly shared: boolean }) =>
      call(routes.saveView, { body: { id: crypto.randomUUID(), ...view } as never }),
    onSuccess
  })
  const drop = useMutation({
    mutationFn: (id: string) => call(routes.dropView, { params: { id } as never }),
    onSuccess
  })
  return { save, drop }
}

const Saved = ({
  view,
  onOpen,
  onDrop
}: {
  readonly view: ViewItem
  readonly onOpen: () => void
  readonly onDrop: () => void
}) => {
  const { t } = useWords()
  const nameOf = useNames()
  return (
    <li className={css.view}>
      <a
        className={css.name}
        href={view.address}
        onClick={(event) => {
          event.preventDefault()
          onOpen()
        }}
      >
        {view.name}
        {!view.mine && <span className="quiet"> · {nameOf(view.owner)}</span>}
        {view.mine && view.shared && <span className="quiet"> · {t("views.shared")}</span>}
      </a>
      {view.mine && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t("views.drop", { name: view.name })}
          onClick={onDrop}
        >
          <Icon name="close" size={12} />
        </ActionIcon>
      )}
    </li>
  )
}

const Save = ({ onSave }: { readonly onSave: (name: string, shared: boolean) => Promise<unknown> }) => {
  const { t } = useWords()
  const { text: name, type, forget } = useKept("view")
  const [shared, setShared] = useState(false)
  const save = () => {
    if (name.trim() === "") return
    onSave(name.trim(), shared).then(forget, () => undefined)
  }
  return (
    <div className={css.save}>
      <TextInput
        size="xs"
        label={t("views.name")}
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key }) => key === "Enter" && save()}
      />
      <label className={css.share}>
        <input
          type="checkbox"
          checked={shared}
          onChange={({ currentTarget }) => setShared(currentTarget.checked)}
        />
        {t("views.share")}
      </label>
      <Button size="compact-sm" disabled={name.trim() === ""} onClick={save}>
        {t("views.save")}
      </Button>
    </div>
  )
}

/** Addresses that people saved under a name: one's own and those that others share. */
export const ViewsMenu = () => {
  const { t } = useWords()
  const router = useRouter()
  const here = useLocation({ select: ({ pathname, searchStr }) => pathname + searchStr })
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({ ...viewsQuery, enabled: open })
  const { save, drop } = useViews()
  const refused = error ?? save.error ?? drop.error
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Tooltip label={t("views.title")} disabled={open}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t("views.title")}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <Icon name="bookmark" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={css.menu} aria-label={t("views.title")}>
        {refused && (
          <p role="alert" className={css.refused}>
            {refused.message}
          </p>
        )}
        {data?.items.length === 0 && <p className="quiet">{t("views.none")}</p>}
        <ul className={css.list}>
          {data?.items.map((view) => (
            <Saved
              key={view.id}
              view={view}
              onOpen={() => {
                setOpen(false)
                router.history.push(view.address)
              }}
              onDrop={() => drop.mutate(view.id)}
            />
          ))}
        </ul>
        <Save onSave={(name, shared) => save.mutateAsync({ name, shared, address: here })} />
      </Popover.Dropdown>
    </Popover>
  )
}
