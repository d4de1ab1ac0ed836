import { Menu, UnstyledButton } from "@mantine/core"
import { routes } from "@otklik/contract"
import { Sort, type Backlog } from "@otklik/contract/backlog"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { address } from "../../call.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import { Pick } from "../../ui/pick.tsx"
import pick from "../../ui/pick.module.css"
import css from "./backlog-head.module.css"
import { healthQuery } from "../../frame/health-query.ts"
import type { Narrow } from "./filters.tsx"
import { conditions, sliceOf, type BacklogSearch } from "./search.ts"
import { SnapshotPick } from "./snapshot-pick.tsx"
import { Standup } from "./standup.tsx"

const formats = ["csv", "xlsx"] as const

/** Downloads of exactly the filtered set. */
export const Export = ({ search }: { readonly search: BacklogSearch }) => {
  const { t } = useWords()
  const query = {
    ...sliceOf(search),
    ...(search.as_of && { as_of: search.as_of }),
    ...(search.sort && { sort: search.sort })
  }
  return (
    <Menu position="bottom-end" shadow="none" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={pick.pick} title={t("export.note")}>
          <Icon name="download" size={14} />
          <span className={css.export}>{t("export.label")}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={css.menu} aria-label={t("export.label")}>
        {formats.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={address(routes.backlogExport, { format }, query)}
            download
            className={css.item}
          >
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const Newer = ({ shown }: { readonly shown: string }) => {
  const { t } = useWords()
  const client = useQueryClient()
  const { data } = useQuery(healthQuery)
  const served = data?.snapshot?.id
  if (served === undefined || served === shown) return null
  return (
    <UnstyledButton className={css.newer} onClick={() => client.resetQueries()}>
      {t("backlog.newer")} · <b>{t("backlog.show")}</b>
    </UnstyledButton>
  )
}

/** The page's question and the moment that answers it. */
export const BacklogTitle = ({
  first,
  level,
  search,
  narrow,
  children
}: {
  readonly first: Backlog | undefined
  readonly search: BacklogSearch
  readonly narrow: Narrow
  readonly level: 1 | 2
  readonly children?: React.ReactNode
}) => {
  const { t, moment } = useWords()
  const Heading = `h${level}` as const
  return (
    <header className={css.head}>
      <Heading className={css.title}>{t("backlog.title")}</Heading>
      <span className={css.moment} title={t("app.moscow_time")}>
        {first && (
          <>
            <SnapshotPick
              label={t("snapshot.label")}
              shown={moment(first.asOf)}
              asOf={search.as_of}
              onPick={(as_of) => narrow({ as_of })}
            />
            <Standup snapshot={first.snapshot} />
          </>
        )}
      </span>
      {first && !search.as_of && <Newer shown={first.snapshot} />}
      <span className={css.space} />
      {children}
    </header>
  )
}

/** How many themes there are, of how many, out of what; and their order. */
export const BacklogCount = ({
  first,
  search,
  narrow
}: {
  readonly first: Backlog | undefined
  readonly search: BacklogSearch
  readonly narrow: Narrow
}) => {
  const { t } = useWords()
  const { data } = useQuery(healthQuery)
  const all = search.as_of ? undefined : data?.snapshot
  const narrowed = conditions(search) > 0
  return (
    <div className={css.count}>
      <p aria-live="polite">
        {first && (
          <>
            {narrowed && all
              ? t("backlog.found", { count: first.total, all: all.themes })
              : t("backlog.themes", { count: first.total })}
            {!narrowed && all && (
              <span className="quiet">
                {" "}
                {t("backlog.from_messages", { count: all.messages })},{" "}
                {t("backlog.of_schools", { count: all.schools })}
              </span>
            )}
            {first.sliced && <span className="quiet"> · {t("backlog.sliced")}</span>}
          </>
        )}
      </p>
      <Pick
        label={t("sort.label")}
        choices={Sort.literals.map((value) => ({ value, label: t(`sort.${value}`) }))}
        value={search.sort ?? "rank"}
        onPick={(sort) => narrow({ sort: sort === "rank" ? undefined : (sort as Sort | undefined) })}
      />
    </div>
  )
}
