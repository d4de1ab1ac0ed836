import { Button } from "@mantine/core"
import { District, Family, Role, Service, Verdict } from "@otklik/contract/vocabulary"
import { useState } from "react"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { Icon } from "../../ui/icon.tsx"
import { Pick } from "../../ui/pick.tsx"
import css from "./filters.module.css"
import { PeriodPick } from "./period-pick.tsx"
import { conditions, noConditions, type BacklogSearch } from "./search.ts"
import { TextSearch } from "./text-search.tsx"

export type Narrow = (change: { readonly [K in keyof BacklogSearch]?: BacklogSearch[K] | undefined }) => void

interface FiltersProps {
  readonly search: BacklogSearch
  /** the Moscow day of the newest message, once it is known */
  readonly today: string | undefined
  readonly narrow: Narrow
  /** in a narrow column the picks fold behind one button */
  readonly folded: boolean
  /** a condition that the page sets itself */
  readonly without?: ListName
}

const lists = {
  district: District.literals,
  role: Role.literals,
  service: Service.literals,
  family: Family.literals,
  verdict: Verdict.literals
}
type ListName = keyof typeof lists

const listNames = (without: ListName | undefined) =>
  (Object.keys(lists) as ReadonlyArray<ListName>).filter((name) => name !== without)

const choices = (name: ListName, { t }: Words) =>
  lists[name].map((value) => ({ value, label: t(`${name}.${value}` as "district.cao") }))

const Picks = ({ search, today, narrow, without }: Omit<FiltersProps, "folded">) => {
  const words = useWords()
  return (
    <>
      <PeriodPick
        period={search}
        today={today}
        onPick={(picked) => narrow({ from: picked.from, to: picked.to })}
      />
      {listNames(without).map((name) => (
        <Pick
          key={name}
          label={words.t(`filter.${name}`)}
          none={words.t("filter.any")}
          choices={choices(name, words)}
          value={search[name]}
          onPick={(value) => narrow({ [name]: value })}
        />
      ))}
      {conditions(search) > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => narrow(noConditions)}>
          {words.t("filter.clear")}
        </Button>
      )}
    </>
  )
}

/** What narrows the queue; every choice goes to the address. */
export const Filters = ({ search, today, narrow, folded, ...rest }: FiltersProps) => {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const set = conditions(search)
  return (
    <search
      className={css.filters}
      aria-label={t("filter.label")}
      data-folded={folded || undefined}
      data-waiting={(today === undefined && Boolean(search.from ?? search.to)) || undefined}
    >
      <TextSearch text={search.text ?? ""} onText={(text) => narrow({ text: text || undefined })} />
      {folded && (
        <Button
          variant="default"
          size="sm"
          className={css.fold}
          aria-expanded={open}
          leftSection={<Icon name="sliders" size={14} />}
          onClick={() => setOpen(!open)}
        >
          {set > 0 ? t("filter.active", { count: set }) : t("filter.filters")}
        </Button>
      )}
      {(!folded || open) && (
        <div className={css.picks}>
          <Picks search={search} today={today} narrow={narrow} {...rest} />
        </div>
      )}
    </search>
  )
}
