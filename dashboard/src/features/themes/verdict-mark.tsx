import type { Verdict } from "@otklik/contract/vocabulary"
import { useWords } from "../../i18n/use-words.ts"
import css from "./verdict-mark.module.css"

/** A verdict as its dot of colour and its name: the colour never stands alone. */
export const VerdictMark = ({ verdict }: { readonly verdict: Verdict }) => {
  const { t } = useWords()
  return (
    <span className={css.mark} data-verdict={verdict}>
      {t(`verdict.${verdict}`)}
    </span>
  )
}
