import { Kbd, UnstyledButton } from "@mantine/core"
import { Verdict } from "@otklik/contract/vocabulary"
import { useWords } from "../../i18n/use-words.ts"
import css from "./inbox-page.module.css"

interface VerdictKeysProps {
  readonly suggested: Verdict
  readonly sure: number
  readonly given: Verdict | undefined
  /** a second reading is not led by a suggestion */
  readonly blind: boolean
  readonly onVerdict: (verdict: Verdict) => void
}

/** The eight verdicts in a row under their keys; the suggested one is marked, the given one is filled. */
export const VerdictKeys = ({ suggested, sure, given, blind, onVerdict }: VerdictKeysProps) => {
  const { t, percent } = useWords()
  return (
    <div className={css.verdicts} role="group" aria-label={t("inbox.verdict")}>
      {Verdict.literals.map((verdict, index) => {
        const hinted = !blind && verdict === suggested
        return (
          <UnstyledButton
            key={verdict}
            className={css.verdict}
            data-verdict={verdict}
            data-suggested={hinted || undefined}
            aria-pressed={verdict === given}
            onClick={() => onVerdict(verdict)}
          >
            <Kbd className={css.key}>{index + 1}</Kbd>
            <span className={css.verdictName}>{t(`verdict.${verdict}`)}</span>
            {hinted && <span className={css.sure}>{percent(sure)}</span>}
          </UnstyledButton>
        )
      })}
    </div>
  )
}
