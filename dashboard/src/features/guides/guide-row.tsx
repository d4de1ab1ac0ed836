import type { MethodicalItem } from "@otklik/contract/methodical"
import { Link } from "@tanstack/react-router"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { Sparkline } from "../../ui/sparkline.tsx"
import { ThemeFlags } from "../themes/theme-flags.tsx"
import { guideChange } from "./guide-sentences.ts"
import css from "./guides-page.module.css"

interface GuideRowProps {
  readonly item: MethodicalItem
  /** the longest bar of the list */
  readonly most: number
}

const asks = ({ roles, service }: MethodicalItem, { t }: Words): string =>
  [...(service ? [t(`service.${service}`)] : []), roles.map((role) => t(`role.${role}`)).join(", ")]
    .filter((text) => text !== "")
    .join(" · ")

const Figures = ({ item, most }: GuideRowProps) => {
  const words = useWords()
  const { perHundred, perHundredBefore } = item
  const bar = (value: number, which: string) => (
    <span className={css.bar} data-which={which} style={{ width: `${(value / most) * 100}%` }} />
  )
  return (
    <div className={css.figures}>
      <b className={css.value}>{words.exactTenth(perHundred)}</b>
      <span className={css.track} aria-hidden="true">
        {bar(perHundred, "now")}
        {bar(perHundredBefore, "before")}
      </span>
      <span className={css.change}>{guideChange(perHundred, perHundredBefore, words)}</span>
    </div>
  )
}

/** One guide that schools ask for: how often they ask now and how often they did before. */
export const GuideRow = ({ item, most }: GuideRowProps) => {
  const words = useWords()
  const { t, integer } = words
  return (
    <li className={css.row}>
      <span className={css.rank}>{integer(item.rank)}</span>
      <div className={css.what}>
        <Link className={css.title} to="/themes/$id" params={{ id: item.theme }}>
          {item.title}
        </Link>
        <span className={css.second}>
          {asks(item, words)} <ThemeFlags item={item} />
        </span>
      </div>
      <Figures item={item} most={most} />
      <span className={css.reach}>
        <span className={css.word}>{t("count.schools", { count: item.schools })}</span>
        <span className={css.digits} aria-hidden="true">
          {integer(item.schools)}
        </span>
      </span>
      <span className={css.weeks}>
        <Sparkline
          values={item.weeks}
          label={t("backlog.trend_words", { weeks: item.weeks.map(integer).join(", ") })}
        />
      </span>
    </li>
  )
}
