import { useWords } from "../i18n/use-words.ts"
import { Notice } from "../ui/notice.tsx"

/** The last resort: drawn outside of everything that could have broken. */
export const Broken = () => {
  const { t } = useWords()
  return (
    <Notice alarm title={t("failure.page_title")} action={<a href="">{t("failure.retry")}</a>}>
      {t("failure.page_text")}
    </Notice>
  )
}
