import { Link } from "@tanstack/react-router"
import { useWords } from "../i18n/use-words.ts"
import { Notice } from "../ui/notice.tsx"
import css from "./act.module.css"
import { useTitle } from "./use-title.ts"

export const Lost = () => {
  const { t } = useWords()
  useTitle(t("app.lost_title"))
  return (
    <Notice
      page
      title={t("app.lost_title")}
      action={
        <Link to="/" className={css.act}>
          {t("app.to_queue")}
        </Link>
      }
    >
      {t("app.lost_text")}
    </Notice>
  )
}
