import { routes } from "@otklik/contract"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { call, CallFailure } from "../../call.ts"
import { useEntrance } from "../../frame/me-query.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { SessionForm } from "./session-form.tsx"

type Fields = Readonly<Record<string, string>>

const accept = async ({ secret = "", password = "", person = "", name = "" }: Fields) =>
  call(routes.acceptInvitation, { body: { secret, password, ...(person && { person, name }) } })

const isNameless = (error: unknown) => error instanceof CallFailure && error.status === 400

/** Where a one-time link leads: a new password, and for the first of all people a name. */
export const WelcomePage = () => {
  const { t } = useWords()
  const navigate = useNavigate()
  const [secret] = useState(() => window.location.hash.slice(1))
  const entrance = useEntrance(accept)
  const [first, setFirst] = useState(false)
  if (secret === "") return <Notice page title={t("session.no_link")} />
  const send = (fields: Fields) =>
    entrance.mutate(
      { ...fields, secret },
      {
        onSuccess: () => void navigate({ to: "/", replace: true }),
        onError: (error) => isNameless(error) && setFirst(true)
      }
    )
  return (
    <SessionForm
      title={t("session.welcome")}
      text={first ? t("session.first") : t("session.welcome_text")}
      error={entrance.error}
      pending={entrance.isPending}
      act={t("session.start")}
      onSend={send}
    >
      {first && (
        <>
          <Field label={t("session.name")} name="name" autoComplete="name" required maxLength={200} />
          <Field
            label={t("session.person")}
            hint={t("session.person_hint")}
            name="person"
            autoComplete="username"
            pattern="[a-z0-9][a-z0-9._\-]*"
            required
            maxLength={64}
          />
        </>
      )}
      <Field
        label={t("session.new_password")}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        maxLength={200}
      />
    </SessionForm>
  )
}
