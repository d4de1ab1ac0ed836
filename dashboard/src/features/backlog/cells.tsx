import type { BacklogItem } from "@otklik/contract/backlog"
import { Link } from "@tanstack/react-router"
import { useWords } from "../../i18n/use-words.ts"
import { PartBar } from "../../ui/part-bar.tsx"
import { Sparkline } from "../../ui/sparkline.tsx"
import { placeRange, sureSentence } from "../themes/rank-sentences.ts"
import { ThemeFlags } from "../themes/theme-flags.tsx"
import { VerdictMark } from "../themes/verdict-mark.tsx"
import css from "./cells.module.css"
import { MoveMark } from "./moves.tsx"
import { withoutTheme } from "./search.ts"

interface CellProps {
  readonly item: BacklogItem
}

/** The title as the row's one link, and under it what kind of matter the theme is. */
export const ThemeCell = ({
  item,
  active,
  open
}: CellProps & { readonly active: boolean; readonly open: boolean }) => {
  const { t } = useWords()
  const [phrase] = item.keyphrases
  return (
    <div className={css.theme}>
      <Link
        className={css.title}
        to="/themes/$id"
        params={{ id: item.theme }}
        search={withoutTheme}
        tabIndex={active ? 0 : -1}
        aria-current={open ? "page" : undefined}
        title={item.title}
      >
        {item.title}
      </Link>
      <span className={css.second}>
        <VerdictMark verdict={item.verdict} />
        <span className={css.dot}>
          {item.service ? t(`service.${item.service}`) : t(`direction.${item.direction}`)}
        </span>
        <ThemeFlags item={item} />
        {phrase && <span className={css.phrase}>«{phrase}»</span>}
      </span>
    </div>
  )
}

/** The place, under it how far it may be off, before it how far the theme moved: «↑2 3» and «2–6». */
export const RankCell = ({ item: { interval, rank, theme } }: CellProps) => {
  const words = useWords()
  const range = placeRange(interval, words)
  return (
    <span className={css.rank}>
      <span title={sureSentence(rank, interval, words)}>{words.integer(rank)}</span>
      {range && <small className={css.range}>{range}</small>}
      <MoveMark theme={theme} />
    </span>
  )
}

export const ReachCell = ({ item }: CellProps) => {
  const { integer, percent } = useWords()
  return (
    <span className={css.reach}>
      <b>{integer(item.schools)}</b> <span className="quiet">· {percent(item.share)}</span>
    </span>
  )
}

export const TrendCell = ({ item }: CellProps) => {
  const { t, integer } = useWords()
  return (
    <Sparkline
      values={item.weeks}
      label={t("backlog.trend_words", { weeks: item.weeks.map(integer).join(", ") })}
    />
  )
}

export const ScoreCell = ({ item, active }: CellProps & { readonly active: boolean }) => {
  const { t, integer, exactTenth } = useWords()
  const parts = item.parts.map(({ part, adds }) => ({
    name: t(`part.${part}`),
    size: adds,
    value: exactTenth(adds)
  }))
  const score = integer(Math.round(item.score))
  const said = parts.map(({ name, value }) => `${name} ${value}`).join(", ")
  return (
    <PartBar
      parts={parts}
      total={score}
      focusable={active}
      label={t("backlog.score_words", { score, parts: said })}
    />
  )
}
