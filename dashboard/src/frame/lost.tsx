import { Link } from "@tanstack/react-router"
import { useWords } from "../i18n/use-words.ts"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "./use-title.ts"

export const Lost = () => {
  const { t } = useWords()
  useTitle(t("app.lost_title"))
  return (
    <Notice title={t("app.lost_title")} action={<Link to="/">{t("app.to_queue")}</Link>}>
      {t("app.lost_text")}
    </Notice>
  )
}
