import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { FormEvent } from "react"
import { call } from "../../call.ts"
import { explain } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { Field } from "../../ui/field.tsx"
import css from "../people/people-page.module.css"
import { useChange } from "../people/people-query.ts"

interface Words {
  readonly now: string
  readonly next: string
}

const change = (body: Words) => call(routes.changePassword, { body })

/** A new password in place of the old one, which is asked; every other session ends. */
export const PasswordForm = () => {
  const { t } = useWords()
  const changing = useChange("account", change)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = Object.fromEntries(new FormData(form)) as unknown as Words
    changing.mutate(fields, { onSuccess: () => form.reset() })
  }
  return (
    <section aria-labelledby="password">
      <h2 id="password" className={css.heading}>
        {t("account.password")}
      </h2>
      <form className={css.form} onSubmit={send}>
        <Field
          label={t("account.password_now")}
          name="now"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
        <Field
          label={t("session.new_password")}
          title={t("account.password_rule")}
          name="next"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
        />
        <Button variant="filled" type="submit" loading={changing.isPending}>
          {t("account.password_do")}
        </Button>
      </form>
      <p className={css.text}>{t("account.password_text")}</p>
      {changing.error && (
        <p role="alert" className={css.failed}>
          {explain(changing.error, t)}
        </p>
      )}
      {changing.isSuccess && <p role="status">{t("account.password_done")}</p>}
    </section>
  )
}
