import { routes } from "@otklik/contract"
import { call } from "../../call.ts"
import { useEntrance, useMe } from "../../frame/me-query.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Field } from "../../ui/field.tsx"
import { ByProvider } from "./by-provider.tsx"
import { SessionForm } from "./session-form.tsx"

type Fields = Readonly<Record<string, string>>

const enter = ({ person = "", password = "" }: Fields) => call(routes.signIn, { body: { person, password } })

/** Stands in place of every page until somebody has signed in; the address waits. */
export const SignInPage = () => {
  const { t } = useWords()
  const entrance = useEntrance(enter)
  const me = useMe()
  return (
    <SessionForm
      title={t("session.title")}
      error={entrance.error}
      pending={entrance.isPending}
      act={t("session.enter")}
      onSend={entrance.mutate}
      otherwise={me?.provider && <ByProvider />}
    >
      <Field
        label={t("session.person")}
        name="person"
        autoComplete="username"
        autoFocus
        required
        maxLength={64}
      />
      <Field
        label={t("session.password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        maxLength={200}
      />
    </SessionForm>
  )
}
