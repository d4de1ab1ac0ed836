import type { Agreement, Estimate } from "@otklik/contract/agreement"
import { useNames } from "../../frame/me-query.ts"
import { useWords } from "../../i18n/use-words.ts"
import table from "../../ui/table.module.css"
import css from "./agreement-page.module.css"

const Kappa = ({ value, low, high }: Estimate) => {
  const { t, hundredth } = useWords()
  return (
    <>
      {hundredth(value)}
      <span className={css.under}>
        {t("agreement.between", { low: hundredth(low), high: hundredth(high) })}
      </span>
    </>
  )
}

/** How far every two people agree on what both have read. */
export const Readers = ({ readers }: Pick<Agreement, "readers">) => {
  const { t, integer, percent } = useWords()
  const nameOf = useNames()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t("agreement.who")}</th>
          <th scope="col" data-number>
            {t("agreement.messages")}
          </th>
          <th scope="col" data-number>
            {t("agreement.share")}
          </th>
          <th scope="col" data-number>
            {t("agreement.kappa")}
          </th>
        </tr>
      </thead>
      <tbody>
        {readers.map(({ a, b, kappa, messages, same }) => (
          <tr key={`${a} ${b}`}>
            <th scope="row">
              {nameOf(a)} — {nameOf(b)}
            </th>
            <td data-number>{integer(messages)}</td>
            <td data-number>{percent(same / messages)}</td>
            <td data-number>
              {kappa ? <Kappa {...kappa} /> : <span className="quiet">{t("agreement.scarce")}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
