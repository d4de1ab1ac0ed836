import { memo } from "react"
import {
  CartesianGrid,
  Line,
  LineChart,
  type LabelProps,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps
} from "recharts"
import { useWords, type Words } from "../../i18n/use-words.ts"
import type { MarkedMoment } from "./rank-moments.ts"
import css from "./rank-history.module.css"

interface HistoryChartProps {
  readonly moments: ReadonlyArray<MarkedMoment>
  readonly chosen: string
  readonly onPick: (snapshot: string) => void
}

interface Point extends MarkedMoment {
  readonly at: number
}

const tick = { fontSize: 12, fill: "var(--mantine-color-dimmed)" }
const margin = { top: 16, right: 12, bottom: 0, left: 0 }

const Tip = ({ active, payload }: TooltipContentProps) => {
  const { t, moment, exactTenth } = useWords()
  const point = payload?.[0]?.payload as Point | undefined
  if (!active || !point || point.rank === null) return null
  return (
    <div className={css.tip}>
      <b>{moment(point.asOf)}</b>
      <span>{t("theme.place", { rank: point.rank })}</span>
      <span>{t("history.score", { score: exactTenth(point.score ?? 0) })}</span>
    </div>
  )
}

const lowest = (points: ReadonlyArray<Point>) => Math.max(3, ...points.map(({ rank }) => rank ?? 1))

/** Scores from a little below the lowest to a little above the highest. */
const around = (points: ReadonlyArray<Point>): [number, number] => {
  const scores = points.flatMap(({ score }) => (score === null ? [] : [score]))
  return [Math.max(0, Math.floor(Math.min(...scores)) - 2), Math.min(100, Math.ceil(Math.max(...scores)) + 2)]
}

interface PanelProps {
  readonly points: ReadonlyArray<Point>
  readonly of: "rank" | "score"
  readonly chosen: Point | undefined
  readonly onPick: HistoryChartProps["onPick"]
}

const Axes = ({ points, of }: Pick<PanelProps, "points" | "of">) => {
  const { shortDay } = useWords()
  const days = new Map(points.toReversed().map(({ asOf, at }) => [shortDay(asOf), at]))
  const dayAt = new Map([...days].map(([day, at]) => [at, day]))
  return (
    <>
      <XAxis
        dataKey="at"
        type="number"
        domain={["dataMin", "dataMax"]}
        ticks={[...dayAt.keys()].toReversed()}
        tickFormatter={(at: number) => dayAt.get(at) ?? ""}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: "var(--line-strong)" }}
        minTickGap={40}
      />
      <YAxis
        width={32}
        tick={tick}
        tickLine={false}
        axisLine={false}
        allowDecimals={false}
        reversed={of === "rank"}
        domain={of === "rank" ? [1, lowest(points)] : around(points)}
        tickCount={of === "rank" ? 4 : 3}
      />
    </>
  )
}

/** What stands over a mark: the new model, else what was decided, else the flag of a stand-up. */
const markWords = ({ decided, model }: Point, { t }: Words): string => {
  const [first, ...rest] = decided.map(({ change }) =>
    change.kind === "stage" ? t(`stage.${change.stage}`) : t(`history.${change.kind as "merge" | "split"}`)
  )
  return model ?? (first ? `${first}${rest.length > 0 ? ` +${rest.length}` : ""}` : "⚑")
}

/** Words that begin at a mark, or end at it where the chart ends soon. */
const flag = (words: string, late: boolean) =>
  function Flag({ viewBox }: LabelProps) {
    const x = viewBox && "x" in viewBox ? viewBox.x : 0
    return (
      <text x={x} y={11} fontSize={11} fill="var(--mantine-color-dimmed)" textAnchor={late ? "end" : "start"}>
        {words}
      </text>
    )
  }

/** Flags where a stand-up was held, a model was published or people decided of the theme. */
const Marks = ({ points, named }: Pick<PanelProps, "points"> & { readonly named: boolean }) => {
  const words = useWords()
  const middle = (points[0]!.at + points.at(-1)!.at) / 2
  return points
    .filter(({ decided, model, pinned }) => pinned || model !== undefined || decided.length > 0)
    .map((point) => (
      <ReferenceLine
        key={point.snapshot}
        x={point.at}
        stroke={point.model === undefined ? "var(--line-strong)" : "var(--accent)"}
        strokeDasharray={point.model === undefined ? "2 3" : "5 3"}
        {...(named && { label: flag(markWords(point, words), point.at > middle) })}
      />
    ))
}

/** One line with its own axis; places grow downwards, scores stand on zero. */
const Panel = ({ points, of, chosen, onPick }: PanelProps) => {
  const { t } = useWords()
  return (
    <figure className={css.panel}>
      <figcaption className={css.caption}>{t(of === "rank" ? "history.rank" : "backlog.score")}</figcaption>
      <ResponsiveContainer width="100%" height={132}>
        <LineChart
          data={[...points]}
          margin={margin}
          syncId="history"
          accessibilityLayer={false}
          role="img"
          title={t(of === "rank" ? "history.rank_words" : "history.score_words")}
          onClick={({ activeIndex }) => {
            const point = points[Number(activeIndex)]
            if (point) onPick(point.snapshot)
          }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <Axes points={points} of={of} />
          <Marks points={points} named={of === "rank"} />
          {chosen && <ReferenceLine x={chosen.at} stroke="var(--part-1)" />}
          <Tooltip content={Tip} cursor={{ stroke: "var(--part-3)" }} isAnimationActive={false} />
          <Line
            dataKey={of}
            type="stepAfter"
            stroke="var(--part-2)"
            strokeWidth={2}
            dot={points.length <= 40 ? { r: 2.5, fill: "var(--part-2)", strokeWidth: 0 } : false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </figure>
  )
}

const hour = 3_600_000

/** Snapshots of the same messages, as after a new model, stand a little apart, so that each can be seen and pressed. */
const spaced = (moments: ReadonlyArray<MarkedMoment>): ReadonlyArray<Point> => {
  const days = moments.map(({ asOf }) => Date.parse(asOf))
  const gap = Math.max(hour, (days.at(-1)! - days[0]!) / 50)
  let last = -Infinity
  return moments.map((moment, i) => {
    last = Math.max(days[i]!, last + gap)
    return { ...moment, at: last }
  })
}

/** Rank above, score below, over the same days; a press on a step chooses it. Loaded with a theme. */
export const HistoryChart = memo(({ moments, chosen, onPick }: HistoryChartProps) => {
  const points = spaced(moments)
  const mark = points.find(({ snapshot }) => snapshot === chosen)
  return (
    <div className={css.charts}>
      <Panel points={points} of="rank" chosen={mark} onPick={onPick} />
      <Panel points={points} of="score" chosen={mark} onPick={onPick} />
    </div>
  )
})
