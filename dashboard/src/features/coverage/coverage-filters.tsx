import { Family, Service } from "@otklik/contract/vocabulary"
import { getRouteApi } from "@tanstack/react-router"
import { calendarDay } from "../../i18n/date.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Pick } from "../../ui/pick.tsx"
import { PeriodPick } from "../backlog/period-pick.tsx"
import css from "./coverage-page.module.css"
import type { CoverageSearch } from "./coverage-search.ts"

const route = getRouteApi("/coverage")

/** The slice that is listened to: a period, a source, a service. */
export const CoverageFilters = ({ asOf }: { readonly asOf: string | undefined }) => {
  const { t } = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = (change: { readonly [K in keyof CoverageSearch]?: string | undefined }) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...change }) as CoverageSearch })
  return (
    <search className={css.filters} aria-label={t("filter.label")}>
      <PeriodPick
        period={search}
        today={asOf && calendarDay(asOf)}
        onPick={({ from, to }) => narrow({ from, to })}
      />
      <Pick
        label={t("filter.family")}
        none={t("filter.any")}
        choices={Family.literals.map((value) => ({ value, label: t(`family.${value}`) }))}
        value={search.family}
        onPick={(family) => narrow({ family })}
      />
      <Pick
        label={t("filter.service")}
        none={t("filter.any")}
        choices={Service.literals.map((value) => ({ value, label: t(`service.${value}`) }))}
        value={search.service}
        onPick={(service) => narrow({ service })}
      />
    </search>
  )
}
