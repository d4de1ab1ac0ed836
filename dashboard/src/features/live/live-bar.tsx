import { Button } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useWords } from "../../i18n/use-words.ts"
import { useMe } from "../../frame/me-query.ts"
import css from "./live-bar.module.css"
import { useLive } from "./use-live.ts"

/** What happened elsewhere announces itself and waits: nothing moves until the reader asks for it. */
export const LiveBar = () => {
  const { t } = useWords()
  const queries = useQueryClient()
  const { live, shown } = useLive(useMe()?.person?.id)
  const show = () => {
    shown()
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "inbox" })
  }
  if (!live.connected)
    return (
      <p className={css.bar} role="status">
        {t("live.lost")}
      </p>
    )
  if (live.news === 0) return null
  return (
    <p className={css.bar} role="status">
      {t("live.news", { count: live.news })}
      <Button variant="subtle" size="compact-sm" onClick={show}>
        {t("live.show")}
      </Button>
    </p>
  )
}
