import type { VerdictQuality } from "@otklik/contract/verdict-quality"
import { useQuery } from "@tanstack/react-query"
import { useWords, type Words } from "../../i18n/use-words.ts"
import table from "../../ui/table.module.css"
import { VerdictMark } from "../themes/verdict-mark.tsx"
import css from "./agreement-page.module.css"
import { verdictQualityQuery } from "./agreement-query.ts"

type Moment = VerdictQuality["history"][number]

/** Fewer decisions of a verdict tell little of it. */
const few = 20
const shown = 12

const learntSentence = ({ accuracy, cues, decisions }: Moment, { t, percent }: Words) => {
  if (decisions === 0) return t("agreement.learnt_nothing")
  const learnt = t("agreement.learnt", { count: decisions })
  if (accuracy === null || cues === null) return `${learnt} ${t("agreement.not_measured")}`
  return `${learnt} ${t("agreement.accuracy", { share: percent(accuracy), cues: percent(cues) })}`
}

const Share = ({ value }: { readonly value: number | null }) => {
  const { percent } = useWords()
  return <>{value === null ? "—" : percent(value)}</>
}

const ByVerdict = ({ verdicts }: Pick<VerdictQuality, "verdicts">) => {
  const { t, integer } = useWords()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t("filter.verdict")}</th>
          <th scope="col" data-number>
            {t("agreement.decisions")}
          </th>
          <th scope="col" data-number>
            {t("agreement.precision")}
          </th>
          <th scope="col" data-number>
            {t("agreement.recall")}
          </th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(({ decisions, precision, recall, verdict }) => (
          <tr key={verdict}>
            <th scope="row">
              <VerdictMark verdict={verdict} />
            </th>
            <td data-number>
              {integer(decisions)}
              {decisions < few && <span className={css.under}>{t("agreement.few_decisions")}</span>}
            </td>
            <td data-number className={decisions < few ? "quiet" : undefined}>
              <Share value={precision} />
            </td>
            <td data-number className={decisions < few ? "quiet" : undefined}>
              <Share value={recall} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const OverTime = ({ history }: Pick<VerdictQuality, "history">) => {
  const { t, integer, day } = useWords()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t("agreement.snapshot")}</th>
          <th scope="col" data-number>
            {t("agreement.decisions")}
          </th>
          <th scope="col" data-number>
            {t("agreement.right")}
          </th>
          <th scope="col" data-number>
            {t("agreement.by_cues")}
          </th>
        </tr>
      </thead>
      <tbody>
        {history
          .toReversed()
          .slice(0, shown)
          .map(({ accuracy, asOf, cues, decisions, snapshot }) => (
            <tr key={snapshot}>
              <th scope="row">{day(asOf)}</th>
              <td data-number>{integer(decisions)}</td>
              <td data-number>
                {accuracy === null ? (
                  <span className="quiet">{t("agreement.few_decisions")}</span>
                ) : (
                  <Share value={accuracy} />
                )}
              </td>
              <td data-number className="quiet">
                <Share value={cues} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** How well the suggested verdicts come true, of messages that they were not learnt from. */
export const Quality = () => {
  const words = useWords()
  const { t } = words
  const { data } = useQuery(verdictQualityQuery)
  const now = data?.history.at(-1)
  if (data === undefined || now === undefined) return null
  return (
    <section className={css.section}>
      <h2 className={css.name}>{t("agreement.quality")}</h2>
      <p className={css.answer}>{learntSentence(now, words)}</p>
      <div className={css.two}>
        <ByVerdict verdicts={data.verdicts} />
        <OverTime history={data.history} />
      </div>
      <p className={css.note}>{t("agreement.quality_note")}</p>
    </section>
  )
}
