import type { Coverage } from "@otklik/contract/coverage"
import { useWords } from "../../i18n/use-words.ts"
import table from "../../ui/table.module.css"
import css from "./coverage-page.module.css"

type Voice = Coverage["districts"][number] | Coverage["roles"][number]

interface VoiceTableProps {
  readonly of: "district" | "role"
  readonly voices: ReadonlyArray<Voice>
  readonly asOf: string
}

const Heard = ({ heard, total }: Pick<Voice, "heard" | "total">) => {
  const { integer } = useWords()
  const share = total === 0 ? 0 : heard / total
  return (
    <span className={css.heard}>
      <span className={css.track} aria-hidden="true">
        <span className={css.bar} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={css.count}>
        {integer(heard)} <span className="quiet">/ {integer(total)}</span>
      </span>
    </span>
  )
}

/** How much each district or role is heard, and how much a voice of it counts in the order of the queue. */
export const VoiceTable = ({ of, voices, asOf }: VoiceTableProps) => {
  const { t, integer, hundredth, day } = useWords()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t(`filter.${of}`)}</th>
          <th scope="col">{t("coverage.heard_schools")}</th>
          <th scope="col" data-number>
            {t("coverage.messages")}
          </th>
          <th scope="col" data-number data-wide>
            {t("coverage.last_day")}
          </th>
          <th scope="col" data-number>
            {t("coverage.weight")}
          </th>
        </tr>
      </thead>
      <tbody>
        {voices
          .toSorted((a, b) => a.heard / Math.max(1, a.total) - b.heard / Math.max(1, b.total))
          .map((voice) => (
            <tr key={voice.key}>
              <th scope="row">{t(`${of}.${voice.key}` as "district.cao")}</th>
              <td>
                <Heard heard={voice.heard} total={voice.total} />
              </td>
              <td data-number>{integer(voice.messages)}</td>
              <td data-number data-wide>
                {voice.lastAt ? day(voice.lastAt, asOf) : "—"}
              </td>
              <td data-number>× {hundredth(voice.weight)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
