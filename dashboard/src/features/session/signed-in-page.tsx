import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import { useRouter } from "@tanstack/react-router"
import { useCallback, useEffect, useRef } from "react"
import { call } from "../../call.ts"
import { explain } from "../../frame/failure.tsx"
import { useEntrance } from "../../frame/me-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import { takeAddress } from "./awaited-address.ts"

const accept = (answer: string) => call(routes.signInByProvider, { body: { answer } })

/** Where the organisation's provider sends people back to: says whether it went well and goes on to what was open. */
export const SignedInPage = () => {
  const { t } = useWords()
  const { history } = useRouter()
  const { mutate, error } = useEntrance(accept)
  const asked = useRef(false)
  const goOn = useCallback(() => history.replace(takeAddress()), [history])
  useTitle(t("session.title"))
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    mutate(window.location.search.slice(1), { onSuccess: goOn })
  }, [mutate, goOn])
  if (error === null) return <Notice page title={t("session.entering")} />
  return (
    <Notice
      page
      alarm
      title={t("session.failed")}
      action={<Button onClick={goOn}>{t("session.again")}</Button>}
    >
      {explain(error, t)}
    </Notice>
  )
}
