import type { Run } from "@otklik/contract/runs"
import { Link } from "@tanstack/react-router"
import { useWords, type Words } from "../../i18n/use-words.ts"
import css from "./runs-page.module.css"

const maskedWords = (masked: Run["masked"], { t, integer }: Words): string =>
  Object.entries(masked)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(
      ([kind, count]) => `${t(`masked.${kind}` as "masked.name", { defaultValue: kind })} ${integer(count)}`
    )
    .join(", ") || t("runs.masked_none")

const Quarantined = ({ run }: { readonly run: Run }) => {
  const { t, integer } = useWords()
  if (run.quarantined === 0) return <>0</>
  return (
    <Link
      className={css.down}
      to="/runs"
      search={{ run: run.run }}
      hash="quarantine"
      aria-label={t("quarantine.count", { count: run.quarantined })}
    >
      {integer(run.quarantined)}
    </Link>
  )
}

const counts = ["read", "landed", "duplicates", "quarantined"] as const

/** One import: where from, when, and read = landed + duplicates + quarantined. */
export const RunRow = ({ run, chosen }: { readonly run: Run; readonly chosen: boolean }) => {
  const words = useWords()
  const { t, integer, tenth, moment } = words
  return (
    <tr className={css.run} data-chosen={chosen || undefined}>
      <th scope="row" className={css.file}>
        {run.file}
        <span className={css.second}>
          {run.source} · {t("runs.profile", { profile: run.profile })}
        </span>
        {run.outcome !== "done" && (
          <span className={css.note} data-outcome={run.outcome}>
            <b>{t(`runs.outcome.${run.outcome}`)}</b> {run.note}
          </span>
        )}
      </th>
      <td className={css.when}>
        {moment(run.startedAt)}
        <span className={css.second}>{t("runs.seconds", { seconds: tenth(run.seconds) })}</span>
      </td>
      {counts.map((count) => (
        <td key={count} className={css.number} data-count={count}>
          <span className={css.word}>{t(`runs.${count}`)}</span>
          {count === "quarantined" ? <Quarantined run={run} /> : integer(run[count])}
        </td>
      ))}
      <td className={css.masked}>
        <span className={css.word}>{t("runs.masked")}</span>
        {maskedWords(run.masked, words)}
      </td>
    </tr>
  )
}
