import { District, Family, Role, Service, Verdict } from "@otklik/contract/vocabulary"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { healthQuery } from "../../frame/health-query.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Pick } from "../../ui/pick.tsx"
import { SnapshotPick } from "../backlog/snapshot-pick.tsx"
import css from "./compare-page.module.css"
import { onSide, sideOf, type SideName } from "./compare-search.ts"

const route = getRouteApi("/compare")
const lists = {
  district: District.literals,
  role: Role.literals,
  service: Service.literals,
  family: Family.literals,
  verdict: Verdict.literals
}
const names = Object.keys(lists) as ReadonlyArray<keyof typeof lists>

/** One side of the comparison: its date and its slice. */
export const SidePick = ({
  side,
  shown
}: {
  readonly side: SideName
  readonly shown: string | undefined
}) => {
  const { t, moment } = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: health } = useQuery(healthQuery)
  const own = sideOf(search, side)
  const when = shown ?? (own.as_of ? undefined : health?.snapshot?.asOf)
  const change = (next: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...onSide(side, next) }) })
  return (
    <fieldset className={css.side}>
      <legend className="hidden-words">{t(`compare.${side}`)}</legend>
      <div className={css.date}>
        {when && (
          <SnapshotPick
            label={t(`compare.${side}`)}
            shown={moment(when, health?.snapshot?.asOf)}
            asOf={own.as_of}
            onPick={(as_of) => change({ as_of })}
          />
        )}
      </div>
      <div className={css.picks}>
        {names.map((name) => (
          <Pick
            key={name}
            label={t(`filter.${name}`)}
            none={t("filter.any")}
            choices={lists[name].map((value) => ({ value, label: t(`${name}.${value}` as "district.cao") }))}
            value={own[name]}
            onPick={(value) => change({ [name]: value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
