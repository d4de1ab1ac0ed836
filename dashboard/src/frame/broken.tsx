import { useWords } from "../i18n/use-words.ts"
import { Notice } from "../ui/notice.tsx"
import css from "./act.module.css"

/** The last resort: drawn outside of everything that could have broken. */
export const Broken = () => {
  const { t } = useWords()
  return (
    <Notice
      page
      alarm
      title={t("failure.page_title")}
      action={
        <a href="" className={css.act}>
          {t("failure.retry")}
        </a>
      }
    >
      {t("failure.page_text")}
    </Notice>
  )
}
