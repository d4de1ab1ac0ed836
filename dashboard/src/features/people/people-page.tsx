import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import { type PersonId, type Staff, StaffRole } from "@otklik/contract/people"
import { useQuery } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { call } from "../../call.ts"
import { Failure, explain } from "../../frame/failure.tsx"
import { useMay, useMe } from "../../frame/me-query.ts"
import { useTitle } from "../../frame/use-title.ts"
import { useWords } from "../../i18n/use-words.ts"
import { Choose, Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { KeySection } from "./key-section.tsx"
import css from "./people-page.module.css"
import { peopleQuery, useChange } from "./people-query.ts"
import { PersonRow } from "./person-row.tsx"
import { ToldOnce } from "./told-once.tsx"

interface Added {
  readonly id: PersonId
  readonly name: string
  readonly role: StaffRole
}

export const useRoles = () => {
  const { t } = useWords()
  return StaffRole.literals.map((value) => ({ value, label: t(`staff_role.${value}`) }))
}

const AddPerson = () => {
  const { t, moment } = useWords()
  const roles = useRoles()
  const adding = useChange("people", (body: Added) => call(routes.addPerson, { body }))
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = Object.fromEntries(new FormData(form)) as unknown as Added
    adding.mutate(fields, { onSuccess: () => form.reset() })
  }
  return (
    <section aria-labelledby="add-person">
      <h2 id="add-person" className={css.heading}>
        {t("people.add")}
      </h2>
      <form className={css.form} onSubmit={send}>
        <Field label={t("people.name")} name="name" required maxLength={200} />
        <Field
          label={t("people.id")}
          name="id"
          pattern="[a-z0-9][a-z0-9._\-]*"
          title={t("session.person_hint")}
          required
          maxLength={64}
        />
        <Choose label={t("people.role")} name="role" choices={roles} />
        <Button variant="filled" type="submit" loading={adding.isPending}>
          {t("people.add_do")}
        </Button>
      </form>
      {adding.error && (
        <p role="alert" className={css.failed}>
          {explain(adding.error, t)}
        </p>
      )}
      {adding.data && (
        <ToldOnce
          title={t("people.link_title", { name: adding.data.person.name })}
          text={t("people.link_text", { until: moment(adding.data.invitation.expiresAt) })}
          secret={`${window.location.origin}${adding.data.invitation.link}`}
        />
      )}
    </section>
  )
}

const People = ({ people }: { readonly people: ReadonlyArray<Staff> }) => {
  const { t } = useWords()
  return (
    <table className={css.table}>
      <caption className="hidden-words">{t("people.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("people.person")}</th>
          <th scope="col">{t("people.role")}</th>
          <th scope="col">{t("people.schools")}</th>
          <th scope="col">{t("people.seen")}</th>
          <th scope="col">{t("people.sessions")}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </tbody>
    </table>
  )
}

const WithAccounts = () => {
  const { t } = useWords()
  const answer = useQuery(peopleQuery)
  if (answer.isError)
    return <Failure title={t("people.failed")} error={answer.error} retry={() => void answer.refetch()} />
  if (answer.data === undefined) return <p role="status">{t("people.loading")}</p>
  return (
    <>
      <People people={answer.data.items} />
      <AddPerson />
    </>
  )
}

/** Who may come in, as what, and by which keys programs do. */
export const PeoplePage = () => {
  const { t } = useWords()
  const me = useMe()
  const mayAdminister = useMay("administer")
  useTitle(t("app.people"))
  if (me === undefined) return null
  if (!mayAdminister) return <Notice page title={t("session.not_open")} />
  return (
    <div className={css.page} tabIndex={0}>
      <div className={css.inner}>
        <h1 className={css.title}>{t("people.title")}</h1>
        {me.demonstration.length > 0 ? (
          <Notice title={t("people.demo_title")}>
            <p>{t("people.demo_text")}</p>
          </Notice>
        ) : (
          <WithAccounts />
        )}
        <KeySection />
      </div>
    </div>
  )
}
