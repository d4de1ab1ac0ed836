import type { Theme } from "@otklik/contract/themes"
import { memo } from "react"
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps
} from "recharts"
import { useWords } from "../../i18n/use-words.ts"
import { holidayRuns } from "./holidays.ts"
import css from "./weeks.module.css"

export interface WeeksChartProps {
  readonly weeks: Theme["weeks"]
  readonly onPick: (week: string) => void
}

const Tip = ({ active, payload, label }: TooltipContentProps) => {
  const { t, day } = useWords()
  const week = payload?.[0]?.payload as Theme["weeks"][number] | undefined
  if (!active || !week) return null
  return (
    <div className={css.tip}>
      <b>{t("messages.week", { day: day(String(label)) })}</b>
      <span>{t("messages.count", { count: week.messages })}</span>
      <span>{t("count.schools", { count: week.schools })}</span>
    </div>
  )
}

const tick = { fontSize: 12, fill: "var(--mantine-color-dimmed)" }

/** Messages by week from zero, school holidays shaded; loaded only when a theme is opened. */
export const WeeksChart = memo(({ weeks, onPick }: WeeksChartProps) => {
  const { t, shortDay } = useWords()
  const mondays = weeks.map(({ week }) => week)
  return (
    <ResponsiveContainer width="100%" height={180}>
      <BarChart
        data={[...weeks]}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer={false}
        role="img"
        title={t("theme.weeks_words")}
        onClick={({ activeLabel }) => activeLabel !== undefined && onPick(String(activeLabel))}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        {holidayRuns(mondays).map(([first, last]) => (
          <ReferenceArea
            key={first}
            x1={mondays[first]!}
            x2={mondays[last]!}
            fill="var(--mantine-color-dimmed)"
            fillOpacity={0.12}
          />
        ))}
        <XAxis
          dataKey="week"
          tickFormatter={shortDay}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          minTickGap={32}
        />
        <YAxis
          width={36}
          tick={tick}
          tickLine={false}
          axisLine={false}
          allowDecimals={false}
          domain={[0, "auto"]}
        />
        <Tooltip content={Tip} cursor={{ fill: "var(--hover)" }} isAnimationActive={false} />
        <Bar dataKey="messages" fill="var(--part-3)" isAnimationActive={false} cursor="pointer" />
      </BarChart>
    </ResponsiveContainer>
  )
})
