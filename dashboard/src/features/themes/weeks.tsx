import { Button } from "@mantine/core"
import type { Theme } from "@otklik/contract/themes"
import { lazy, Suspense, useCallback, useDeferredValue, useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { useKeys } from "../../ui/use-keys.ts"
import { Section } from "./section.tsx"
import css from "./weeks.module.css"

export const loadChart = () => import("./weeks-chart.tsx")
const WeeksChart = lazy(async () => ({ default: (await loadChart()).WeeksChart }))

interface WeeksProps {
  readonly weeks: Theme["weeks"]
  readonly asOf: string
  readonly onPick: (week: string) => void
}

const WeeksTable = ({ weeks, asOf, onPick }: WeeksProps) => {
  const { t, integer, day } = useWords()
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t("theme.weeks_words")}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("theme.week")}</th>
            <th scope="col">{t("theme.messages")}</th>
            <th scope="col">{t("theme.schools")}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map(({ week, messages, schools }) => (
            <tr key={week}>
              <th scope="row">{day(week, asOf)}</th>
              <td>
                <button type="button" data-paper className={css.number} onClick={() => onPick(week)}>
                  {integer(messages)}
                </button>
              </td>
              <td>{integer(schools)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The chart is the heaviest thing of the page, so it is drawn after the words around it. */
const LateChart = ({ weeks, onPick }: Pick<WeeksProps, "weeks" | "onPick">) => {
  const late = useDeferredValue<Theme["weeks"] | undefined>(weeks, undefined)
  return late ? <WeeksChart weeks={late} onPick={onPick} /> : null
}

/** The theme over time, as a picture or, one key away, as the same numbers. */
export const Weeks = ({ weeks, asOf, onPick }: WeeksProps) => {
  const { t } = useWords()
  const [table, setTable] = useState(false)
  const pick = useCallback((week: string) => onPick(week), [onPick])
  useKeys({ t: () => setTable(!table) })
  return (
    <Section
      title={t("theme.weeks")}
      aside={
        <>
          {!table && <span className={css.legend}>{t("theme.holidays")}</span>}
          <Button variant="subtle" size="compact-sm" onClick={() => setTable(!table)}>
            {t(table ? "theme.as_chart" : "theme.as_table")}
          </Button>
        </>
      }
    >
      <div className={css.stage}>
        {table ? (
          <WeeksTable weeks={weeks} asOf={asOf} onPick={pick} />
        ) : (
          <Suspense>
            <LateChart weeks={weeks} onPick={pick} />
          </Suspense>
        )}
      </div>
    </Section>
  )
}
