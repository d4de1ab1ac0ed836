import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { PersonId } from "@otklik/contract/people"
import type { FormEvent } from "react"
import { call } from "../../call.ts"
import { explain } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { Choose, Field } from "../../ui/field.tsx"
import css from "../people/people-page.module.css"
import { useChange } from "../people/people-query.ts"

interface AssignFormProps {
  readonly curators: ReadonlyArray<{ readonly id: PersonId; readonly name: string }>
  readonly schools: ReadonlyArray<string>
  readonly onDone: () => void
}

interface Given {
  readonly person: PersonId
  readonly from: string
}

/** Gives the ticked schools to a curator from a day on. */
export const AssignForm = ({ curators, schools, onDone }: AssignFormProps) => {
  const { t } = useWords()
  const assigning = useChange("schools", ({ from, person }: Given) =>
    call(routes.assignSchools, {
      body: { person, from, schools: schools as readonly [string, ...Array<string>] }
    })
  )
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    assigning.mutate(Object.fromEntries(new FormData(event.currentTarget)) as unknown as Given, {
      onSuccess: onDone
    })
  }
  return (
    <section aria-labelledby="assign">
      <h2 id="assign" className={css.heading}>
        {t("directory.assign")}
      </h2>
      <form className={css.form} onSubmit={send}>
        <Choose
          label={t("directory.curator")}
          name="person"
          choices={curators.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Field label={t("directory.from")} name="from" type="date" required />
        <span className={css.beside}>{t("directory.chosen", { count: schools.length })}</span>
        <Button variant="filled" type="submit" disabled={schools.length === 0} loading={assigning.isPending}>
          {t("directory.assign_do")}
        </Button>
      </form>
      {assigning.error && (
        <p role="alert" className={css.failed}>
          {explain(assigning.error, t)}
        </p>
      )}
      {assigning.data && <p role="status">{t("directory.assigned", { count: assigning.data.assigned })}</p>}
    </section>
  )
}
