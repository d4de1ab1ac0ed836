import { useWords } from "../../i18n/use-words.ts"
import { useNames } from "../../frame/me-query.ts"
import table from "../../ui/table.module.css"
import { sentenceOf } from "../requests/story.tsx"
import type { MarkedMoment } from "./rank-moments.ts"
import css from "./rank-history.module.css"
import { changeSentence } from "./rank-sentences.ts"

/** The history of a rank as the same numbers, newest first. */
export const HistoryTable = ({ moments }: { readonly moments: ReadonlyArray<MarkedMoment> }) => {
  const words = useWords()
  const { t, integer, exactTenth, moment: when } = words
  const nameOf = useNames()
  const newest = moments.at(-1)?.asOf
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label={t("history.title")}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("history.snapshot")}</th>
            <th scope="col" data-number>
              {t("history.rank")}
            </th>
            <th scope="col" data-number>
              {t("backlog.score")}
            </th>
            <th scope="col">{t("history.causes")}</th>
          </tr>
        </thead>
        <tbody>
          {moments
            .toReversed()
            .map(({ asOf, change, decided, model, pinned, rank, score, snapshot, standup }) => (
              <tr key={snapshot}>
                <th scope="row">
                  {when(asOf, newest)}
                  {pinned && <span className={css.tag}>{standup ?? t("history.standup")}</span>}
                  {model && <span className={css.tag}>{t("history.model", { model })}</span>}
                </th>
                <td data-number>{rank === null ? "—" : integer(rank)}</td>
                <td data-number>{score === null ? "—" : exactTenth(score)}</td>
                <td className={css.causes}>
                  {change && rank !== null ? changeSentence(rank, change, words) : ""}
                  {decided.map((entry) => (
                    <span key={entry.id} className={css.decision}>
                      {sentenceOf(entry, words, nameOf)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
