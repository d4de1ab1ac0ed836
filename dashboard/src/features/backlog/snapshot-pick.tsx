import { Popover, UnstyledButton } from "@mantine/core"
import type { SnapshotItem } from "@otklik/contract/snapshots"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { calendarDay } from "../../i18n/date.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import pick from "../../ui/pick.module.css"
import css from "./snapshot-pick.module.css"
import { snapshotsQuery } from "./snapshots-query.ts"

interface SnapshotPickProps {
  readonly label: string
  /** what the button shows: the moment of the snapshot, once it is known */
  readonly shown: string | undefined
  /** a snapshot's id or a day; undefined is now */
  readonly asOf: string | undefined
  readonly onPick: (asOf: string | undefined) => void
}

const most = 60

const Choice = ({
  item,
  chosen,
  newest,
  onPick
}: {
  readonly item: SnapshotItem
  readonly chosen: boolean
  readonly newest: string | undefined
  readonly onPick: () => void
}) => {
  const { t, moment } = useWords()
  const { asOf, current, kept, name, pinned, publishedAt } = item
  return (
    <li>
      <UnstyledButton className={css.choice} aria-pressed={chosen} disabled={!kept} onClick={onPick}>
        <span className={css.when}>
          {moment(asOf, newest)}
          <small className={css.built}>{t("snapshot.built", { moment: moment(publishedAt) })}</small>
        </span>
        {current && <span className={css.tag}>{t("snapshot.now")}</span>}
        {pinned && <span className={css.tag}>{name ?? t("history.standup")}</span>}
        {!kept && <span className={css.tag}>{t("snapshot.gone")}</span>}
      </UnstyledButton>
    </li>
  )
}

const OnDay = ({ asOf, onPick }: Pick<SnapshotPickProps, "asOf" | "onPick">) => {
  const { t } = useWords()
  const { data } = useQuery(snapshotsQuery)
  const newest = data?.[0]
  return (
    <label className={css.day}>
      {t("snapshot.on_day")}
      <input
        type="date"
        max={newest && calendarDay(newest.publishedAt)}
        value={asOf && asOf.includes("-") ? asOf : ""}
        onChange={({ currentTarget }) => onPick(currentTarget.value || undefined)}
      />
    </label>
  )
}

const List = ({ asOf, onPick }: Pick<SnapshotPickProps, "asOf" | "onPick">) => {
  const { data } = useQuery(snapshotsQuery)
  return (
    <ul className={css.list}>
      {data?.slice(0, most).map((item) => (
        <Choice
          key={item.id}
          item={item}
          newest={data[0]?.asOf}
          chosen={item.current ? asOf === undefined : item.id === asOf}
          onPick={() => onPick(item.current ? undefined : item.id)}
        />
      ))}
    </ul>
  )
}

/** The date of a queue as a button: «срез 22 ноября, 09:00 ▾» opens the past ones and any day. */
export const SnapshotPick = ({ label, shown, asOf, onPick }: SnapshotPickProps) => {
  const [open, setOpen] = useState(false)
  const choose = (next: string | undefined) => {
    onPick(next)
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={css.target}
          data-paper
          data-past={asOf !== undefined || undefined}
          onClick={() => setOpen(!open)}
        >
          <span className={pick.label}>{label}</span>
          <span>{shown}</span>
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown} aria-label={label}>
        <List asOf={asOf} onPick={choose} />
        <OnDay asOf={asOf} onPick={choose} />
      </Popover.Dropdown>
    </Popover>
  )
}
