import { useEffect } from "react"
import { useWords } from "../i18n/use-words.ts"

/** The name of the browser's tab; undefined leaves it to another part of the page. */
export const useTitle = (title: string | undefined): void => {
  const { t } = useWords()
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · ${t("app.name")}`
  }, [title, t])
}
