import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { Staff, StaffRole } from "@otklik/contract/people"
import { call } from "../../call.ts"
import { explain } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { Choose } from "../../ui/field.tsx"
import css from "./people-page.module.css"
import { useRoles } from "./people-page.tsx"
import { useChange } from "./people-query.ts"
import { ToldOnce } from "./told-once.tsx"

interface Change {
  readonly role?: StaffRole
  readonly disabled?: boolean
}

const usePerson = ({ id, version }: Staff) => {
  const params = { person: id }
  const change = useChange("people", (to: Change) =>
    call(routes.changePerson, { params, body: { version, ...to } })
  )
  const end = useChange("people", () => call(routes.endSessions, { params }))
  const invite = useChange("people", () => call(routes.invitePerson, { params }))
  return { change, end, invite, error: change.error ?? end.error ?? invite.error }
}
type Doing = ReturnType<typeof usePerson>

const Acts = ({
  person,
  doing: { change, end, invite }
}: {
  readonly person: Staff
  readonly doing: Doing
}) => {
  const { t } = useWords()
  const { disabled } = person
  return (
    <td className={css.acts}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={disabled}
        onClick={() => invite.mutate(undefined)}
      >
        {t("people.invite")}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={person.sessions === 0}
        onClick={() => end.mutate(undefined)}
      >
        {t("people.end")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => change.mutate({ disabled: !disabled })}>
        {t(disabled ? "people.open" : "people.close")}
      </Button>
    </td>
  )
}

const Told = ({ person, doing: { error, invite } }: { readonly person: Staff; readonly doing: Doing }) => {
  const { t, moment } = useWords()
  if (!error && !invite.data) return null
  return (
    <tr>
      <td colSpan={6}>
        {error && (
          <p role="alert" className={css.failed}>
            {explain(error, t)}
          </p>
        )}
        {invite.data && (
          <ToldOnce
            title={t("people.link_title", { name: person.name })}
            text={t("people.link_text", { until: moment(invite.data.expiresAt) })}
            secret={`${window.location.origin}${invite.data.link}`}
          />
        )}
      </td>
    </tr>
  )
}

/** One person: who, as what, when last here, and what an administrator may do about it. */
export const PersonRow = ({ person }: { readonly person: Staff }) => {
  const { t, integer, moment } = useWords()
  const roles = useRoles()
  const doing = usePerson(person)
  const way = person.hasProvider ? t("people.by_groups") : person.hasPassword ? "" : t("people.no_way")
  const state = person.disabled ? t("people.closed") : way
  return (
    <>
      <tr data-closed={person.disabled || undefined}>
        <th scope="row">
          {person.name}
          <span className={css.second}>
            {person.id}
            {state && ` · ${state}`}
          </span>
        </th>
        <td>
          <Choose
            bare
            label={t("people.role_of", { name: person.name })}
            choices={roles}
            value={person.role}
            onChange={({ currentTarget }) => doing.change.mutate({ role: currentTarget.value as StaffRole })}
          />
        </td>
        <td>
          <span className={css.word}>{t("people.schools")}</span>
          {person.role === "curator" ? integer(person.schools) : t("people.all")}
        </td>
        <td>
          <span className={css.word}>{t("people.seen")}</span>
          {person.seenAt === null ? t("people.never") : moment(person.seenAt)}
        </td>
        <td>
          <span className={css.word}>{t("people.sessions")}</span>
          {integer(person.sessions)}
        </td>
        <Acts person={person} doing={doing} />
      </tr>
      <Told person={person} doing={doing} />
    </>
  )
}
