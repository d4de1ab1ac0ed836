import { routes } from "@otklik/contract"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { call } from "../../call.ts"
import { Failure } from "../../frame/failure.tsx"
import { useMe } from "../../frame/me-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Notice } from "../../ui/notice.tsx"
import css from "../people/people-page.module.css"
import { PasswordForm } from "./password-form.tsx"
import { Sessions } from "./sessions.tsx"

const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => call(routes.account, { signal }),
  staleTime: 5_000
})

const Own = () => {
  const { t } = useWords()
  const answer = useQuery(accountQuery)
  if (answer.isError)
    return <Failure title={t("account.failed")} error={answer.error} retry={() => void answer.refetch()} />
  if (answer.data === undefined) return <p role="status">{t("account.loading")}</p>
  const { hasPassword, hasProvider, sessions } = answer.data
  return (
    <>
      {hasProvider && <p className={css.text}>{t("account.by_provider")}</p>}
      {hasPassword && <PasswordForm />}
      <Sessions sessions={sessions} />
    </>
  )
}

/** One's own account: who one is here, the password, and where one is signed in. */
export const AccountPage = () => {
  const { t } = useWords()
  const me = useMe()
  useTitle(t("app.account"))
  if (!me?.person) return null
  const { id, name, role, schools } = me.person
  return (
    <div className={css.page} tabIndex={0}>
      <div className={css.inner}>
        <h1 className={css.title}>{name}</h1>
        <p className={css.text}>
          {id} · {t(`staff_role.${role}`)}
          {schools !== null && <> · {t("account.schools", { count: schools })}</>}
        </p>
        {me.demonstration.length > 0 ? (
          <Notice title={t("people.demo_title")}>
            <p>{t("people.demo_text")}</p>
          </Notice>
        ) : (
          <Own />
        )}
      </div>
    </div>
  )
}
