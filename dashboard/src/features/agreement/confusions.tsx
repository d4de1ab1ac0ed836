import { UnstyledButton } from "@mantine/core"
import { useWords } from "../../i18n/use-words.ts"
import table from "../../ui/table.module.css"
import { VerdictMark } from "../themes/verdict-mark.tsx"
import css from "./agreement-page.module.css"
import type { Confusion } from "./agreement-sentences.ts"

interface ConfusionsProps {
  readonly confusions: ReadonlyArray<Confusion>
  readonly chosen: Confusion | undefined
  readonly onChoose: (confusion: Confusion | undefined) => void
}

/** Which verdicts are taken for each other, and how often; a pair narrows the messages below to its own. */
export const Confusions = ({ confusions, chosen, onChoose }: ConfusionsProps) => {
  const { t, integer, percent } = useWords()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t("agreement.pair")}</th>
          <th scope="col" data-number>
            {t("agreement.apart")}
          </th>
          <th scope="col" data-number data-wide>
            {t("agreement.of_either")}
          </th>
          <th scope="col" data-number>
            {t("agreement.open")}
          </th>
        </tr>
      </thead>
      <tbody>
        {confusions.map((one) => (
          <tr key={`${one.a} ${one.b}`}>
            <th scope="row">
              <UnstyledButton
                className={css.pair}
                aria-pressed={one === chosen}
                onClick={() => onChoose(one === chosen ? undefined : one)}
              >
                <VerdictMark verdict={one.a} /> — <VerdictMark verdict={one.b} />
              </UnstyledButton>
            </th>
            <td data-number>{integer(one.messages)}</td>
            <td data-number data-wide>
              {percent(one.messages / one.of)}
            </td>
            <td data-number>{integer(one.open)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
