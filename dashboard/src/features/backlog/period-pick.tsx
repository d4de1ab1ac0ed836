import { Popover, UnstyledButton } from "@mantine/core"
import { useState } from "react"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import pick from "../../ui/pick.module.css"
import css from "./period-pick.module.css"
import { namePeriod, periods, type Period, type PeriodName } from "./periods.ts"

interface PeriodPickProps {
  readonly period: Period
  /** the Moscow day of the newest message */
  readonly today: string
  readonly onPick: (period: Period) => void
}

const describe = ({ from, to }: Period, today: string, { t, day }: Words): string => {
  const name = namePeriod({ ...(from && { from }), ...(to && { to }) }, today)
  if (name) return t(`filter.${name}`)
  if (from && to) return t("filter.range", { from: day(from, today), to: day(to, today) })
  return from
    ? t("filter.since", { from: day(from, today) })
    : t("filter.until", { to: day(to ?? today, today) })
}

const Ready = ({ period, today, onPick }: PeriodPickProps) => {
  const { t } = useWords()
  const current = namePeriod(period, today)
  return (
    <ul className={css.ready}>
      {(Object.entries(periods(today)) as ReadonlyArray<[PeriodName, Period]>).map(([name, ready]) => (
        <li key={name}>
          <UnstyledButton
            className={css.choice}
            aria-pressed={name === current}
            onClick={() => onPick(ready)}
          >
            {t(`filter.${name}`)}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}

const Bounds = ({ period, today, onPick }: PeriodPickProps) => {
  const { t } = useWords()
  return (
    <div className={css.bounds}>
      {(["from", "to"] as const).map((end) => (
        <label key={end} className={css.bound}>
          {t(`filter.${end}`)}
          <input
            type="date"
            max={today}
            value={period[end] ?? ""}
            onChange={({ currentTarget }) => onPick({ ...period, [end]: currentTarget.value || undefined })}
          />
        </label>
      ))}
    </div>
  )
}

const Waiting = () => {
  const { t } = useWords()
  return (
    <UnstyledButton className={pick.pick} disabled>
      <span className={pick.label}>{t("filter.period")}</span>
      <Icon name="down" size={12} />
    </UnstyledButton>
  )
}

/** The period of the slice: ready-made ones, or any two days; it waits until the day of the slice is known. */
export const PeriodPick = ({
  today,
  ...props
}: Omit<PeriodPickProps, "today"> & { readonly today: string | undefined }) =>
  today === undefined ? <Waiting /> : <OpenPeriodPick today={today} {...props} />

const OpenPeriodPick = ({ period, today, onPick }: PeriodPickProps) => {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const set = Boolean(period.from ?? period.to)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={pick.pick} data-set={set || undefined} onClick={() => setOpen(!open)}>
          <span className={pick.label}>{words.t("filter.period")}</span>
          {set && <span className={pick.chosen}>{describe(period, today, words)}</span>}
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown} aria-label={words.t("filter.period")}>
        <Ready
          period={period}
          today={today}
          onPick={(picked) => {
            onPick(picked)
            setOpen(false)
          }}
        />
        <Bounds period={period} today={today} onPick={onPick} />
      </Popover.Dropdown>
    </Popover>
  )
}
