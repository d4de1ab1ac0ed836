import { Kbd, UnstyledButton } from "@mantine/core"
import type { Suggestion } from "@otklik/contract/inbox"
import { Verdict } from "@otklik/contract/vocabulary"
import { useWords } from "../../i18n/use-words.ts"
import css from "./inbox-page.module.css"

interface VerdictKeysProps {
  /** null where the reader is not to be led */
  readonly suggested: Suggestion | null
  readonly given: Verdict | undefined
  readonly onVerdict: (verdict: Verdict) => void
}

/** The eight verdicts in a row under their keys; the suggested one is marked, the given one is filled. */
export const VerdictKeys = ({ suggested, given, onVerdict }: VerdictKeysProps) => {
  const { t, percent } = useWords()
  return (
    <div className={css.verdicts} role="group" aria-label={t("inbox.verdict")}>
      {Verdict.literals.map((verdict, index) => {
        const hinted = verdict === suggested?.verdict
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
            {hinted && <span className={css.sure}>{percent(suggested.sure)}</span>}
          </UnstyledButton>
        )
      })}
    </div>
  )
}
