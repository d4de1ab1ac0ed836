import { useWords } from "../../i18n/use-words.ts"
import { Commands, Notice } from "../../ui/notice.tsx"

/** The first page of a new store: the two commands that fill it. */
export const EmptyStore = () => {
  const { t } = useWords()
  return (
    <Notice page title={t("backlog.empty_title")}>
      <p>{t("backlog.empty_text")}</p>
      <Commands lines={["npm run -s otklik -- import обращения.csv", "npm run -s otklik -- build"]} />
      <p>{t("backlog.empty_hint")}</p>
      <Commands lines={["npm start"]} />
    </Notice>
  )
}
