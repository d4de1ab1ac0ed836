import { Button } from "@mantine/core"
import type { Compared } from "@otklik/contract/compare"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { useWords } from "../../i18n/use-words.ts"
import table from "../../ui/table.module.css"
import { changeSentence } from "../themes/rank-sentences.ts"
import { byMovement } from "./compare-sentences.ts"
import { ThemeFlags } from "../themes/theme-flags.tsx"
import css from "./compare-page.module.css"

const page = 30

const Row = ({ item: { change, left, right, theme, title } }: { readonly item: Compared }) => {
  const words = useWords()
  const { t, integer, exactTenth } = words
  const place = (side: typeof left) => (side ? integer(side.rank) : "—")
  const score = (side: typeof left) => (side ? exactTenth(side.score) : "—")
  const why =
    change && right
      ? changeSentence(right.rank, change, words)
      : t(left ? (right ? "compare.no_cause" : "compare.gone") : "compare.entered")
  return (
    <tr>
      <th scope="row" className={css.theme}>
        <Link to="/themes/$id" params={{ id: theme }}>
          {title}
        </Link>
        <span className={css.cause}>{why}</span>
        <span className={css.flags}>
          <ThemeFlags item={(right ?? left)!} />
        </span>
      </th>
      <td data-number>
        {place(left)} → <b>{place(right)}</b>
      </td>
      <td data-number data-wide>
        {score(left)} → <b>{score(right)}</b>
      </td>
    </tr>
  )
}

/** Every theme of either side with its causes, those that moved furthest first. */
export const ComparedTable = ({ items }: { readonly items: ReadonlyArray<Compared> }) => {
  const { t } = useWords()
  const [shown, setShown] = useState(page)
  const ordered = byMovement(items)
  return (
    <section className={css.details}>
      <h2 className={css.subtitle}>{t("compare.details")}</h2>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("backlog.theme")}</th>
            <th scope="col" data-number>
              {t("history.rank")}
            </th>
            <th scope="col" data-number data-wide>
              {t("backlog.score")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, shown).map((item) => (
            <Row key={item.theme} item={item} />
          ))}
        </tbody>
      </table>
      {shown < ordered.length && (
        <Button variant="default" size="sm" mt={12} onClick={() => setShown(shown + page)}>
          {t("runs.more")}
        </Button>
      )}
    </section>
  )
}
