import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { Key } from "@otklik/contract/keys"
import { Action } from "@otklik/contract/people"
import { useQuery } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { call } from "../../call.ts"
import { explain, Failure } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { Choose, Field } from "../../ui/field.tsx"
import css from "./people-page.module.css"
import { useRoles } from "./people-page.tsx"
import { keysQuery, useChange } from "./people-query.ts"
import { ToldOnce } from "./told-once.tsx"

const bodyOf = (form: HTMLFormElement) => {
  const fields = new FormData(form)
  return {
    name: String(fields.get("name")),
    role: String(fields.get("role")) as Key["role"],
    days: Number(fields.get("days")),
    actions: fields.getAll("actions") as unknown as readonly [Action, ...Array<Action>]
  }
}

const AddKey = () => {
  const { t } = useWords()
  const roles = useRoles().filter(({ value }) => value !== "curator")
  const adding = useChange("keys", (body: ReturnType<typeof bodyOf>) => call(routes.addKey, { body }))
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    adding.mutate(bodyOf(event.currentTarget))
  }
  return (
    <>
      <form className={css.form} onSubmit={send}>
        <Field label={t("people.key_name")} name="name" required maxLength={200} />
        <Choose label={t("people.role")} name="role" choices={roles} defaultValue="leadership" />
        <Field
          label={t("people.key_days")}
          name="days"
          type="number"
          min={1}
          max={366}
          defaultValue={90}
          required
        />
        <Button variant="filled" type="submit" loading={adding.isPending}>
          {t("people.key_add")}
        </Button>
        <fieldset className={css.actions}>
          <legend>{t("people.key_actions")}</legend>
          {Action.literals.map((action) => (
            <label key={action}>
              <input
                type="checkbox"
                name="actions"
                value={action}
                defaultChecked={action === "read_backlog"}
              />
              {t(`action.${action}`)}
            </label>
          ))}
        </fieldset>
      </form>
      {adding.error && (
        <p role="alert" className={css.failed}>
          {explain(adding.error, t)}
        </p>
      )}
      {adding.data && (
        <ToldOnce
          title={t("people.key_secret", { name: adding.data.key.name })}
          text={t("people.key_secret_text")}
          secret={adding.data.secret}
        />
      )}
    </>
  )
}

const KeyRow = ({ item }: { readonly item: Key }) => {
  const { t, moment } = useWords()
  const revoking = useChange("keys", () => call(routes.revokeKey, { params: { key: item.id } }))
  return (
    <tr data-closed={item.revokedAt !== null || undefined}>
      <th scope="row">
        {item.name}
        <span className={css.second}>{item.actions.map((action) => t(`action.${action}`)).join(", ")}</span>
      </th>
      <td>{t(`staff_role.${item.role}`)}</td>
      <td>
        {item.revokedAt === null
          ? t("people.key_until", { until: moment(item.expiresAt) })
          : t("people.key_revoked")}
      </td>
      <td>
        <span className={css.word}>{t("people.key_used")}</span>
        {item.usedAt === null ? t("people.key_unused") : moment(item.usedAt)}
      </td>
      <td className={css.acts}>
        {item.revokedAt === null && (
          <Button size="compact-sm" variant="default" onClick={() => revoking.mutate(undefined)}>
            {t("people.key_revoke")}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Keys of programs: what they may do, until when, and one new one. */
export const KeySection = () => {
  const { t } = useWords()
  const answer = useQuery(keysQuery)
  const items = answer.data?.items
  return (
    <section aria-labelledby="keys">
      <h2 id="keys" className={css.heading}>
        {t("people.keys")}
      </h2>
      <p className={css.text}>{t("people.keys_text")}</p>
      {answer.isError && (
        <Failure title={t("people.failed")} error={answer.error} retry={() => void answer.refetch()} />
      )}
      {items?.length === 0 && <p className={css.text}>{t("people.keys_empty")}</p>}
      {items && items.length > 0 && (
        <table className={css.table}>
          <caption className="hidden-words">{t("people.keys")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("people.key")}</th>
              <th scope="col">{t("people.role")}</th>
              <th scope="col">{t("people.key_days")}</th>
              <th scope="col">{t("people.key_used")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <KeyRow key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      )}
      <AddKey />
    </section>
  )
}
