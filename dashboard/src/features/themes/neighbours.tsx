import type { Neighbour, Why } from "@otklik/contract/why"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useWords } from "../../i18n/use-words.ts"
import { withoutTheme } from "../backlog/search.ts"
import { aheadBy, gapSentence, swapSentence } from "./rank-sentences.ts"
import css from "./why.module.css"
import { whyQuery } from "./why-query.ts"

interface NeighboursProps {
  readonly why: Why
  readonly title: string
  readonly asOf: string | undefined
}

interface NeighbourProps extends Pick<NeighboursProps, "why" | "asOf"> {
  readonly neighbour: Neighbour
  readonly side: "above" | "below"
}

const Row = ({ why, asOf, neighbour, side }: NeighbourProps) => {
  const words = useWords()
  const { data, isLoading } = useQuery(whyQuery(neighbour.theme, asOf))
  const gap = (Math.round(neighbour.score * 100) - Math.round(why.score * 100)) / 100
  const gapped = gapSentence(side, gap, data && aheadBy(data.parts, why.parts), words)
  return (
    <li className={css.neighbour}>
      <span className={css.rank}>{words.integer(neighbour.rank)}</span>
      <div className={css.what}>
        <Link className={css.link} to="/themes/$id" params={{ id: neighbour.theme }} search={withoutTheme}>
          {neighbour.title}
        </Link>
        <p className={css.gap}>{!isLoading && `${gapped}. ${swapSentence(neighbour, words)}`}</p>
      </div>
      <span className={css.score}>{words.exactTenth(neighbour.score)}</span>
    </li>
  )
}

/** The themes next to this one in the queue: how far they are, in what, and what would swap them. */
export const Neighbours = ({ why, title, asOf }: NeighboursProps) => {
  const { t, integer, exactTenth } = useWords()
  const { above, below } = why
  if (above === null && below === null) return null
  return (
    <>
      <h3 className={css.subtitle}>{t("neighbour.title")}</h3>
      <ol className={css.neighbours}>
        {above && <Row why={why} asOf={asOf} neighbour={above} side="above" />}
        <li className={css.neighbour} data-self>
          <span className={css.rank}>{integer(why.rank)}</span>
          <span className={css.what}>{title}</span>
          <span className={css.score}>{exactTenth(why.score)}</span>
        </li>
        {below && <Row why={why} asOf={asOf} neighbour={below} side="below" />}
      </ol>
    </>
  )
}
