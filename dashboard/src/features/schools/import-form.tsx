import { Button } from "@mantine/core"
import { routes } from "@otklik/contract"
import type { DirectoryPlan } from "@otklik/contract/schools"
import { useState } from "react"
import { call } from "../../call.ts"
import { explain } from "../../frame/failure.tsx"
import { useWords } from "../../i18n/use-words.ts"
import { Field } from "../../ui/field.tsx"
import css from "../people/people-page.module.css"
import { useChange } from "../people/people-query.ts"

const Plan = ({ plan }: { readonly plan: DirectoryPlan }) => {
  const { t } = useWords()
  const { absent, added, assignments, changed, rows } = plan
  return (
    <div role="status">
      <p>{t("directory.plan", { absent, added, assignments, changed, rows })}</p>
      {plan.faults.length > 0 && (
        <div className={css.failed}>
          <p>{t("directory.faults")}</p>
          <ul>
            {plan.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      <ul className={css.text}>
        {plan.examples.map((example) => (
          <li key={example}>{example}</li>
        ))}
      </ul>
    </div>
  )
}

/** UTF-8, else what Excel saves on a Russian Windows. */
const textOf = async (file: File) => {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("windows-1251").decode(bytes)
  }
}

/** Imports the directory or assignments: what would change is shown before anything does. */
export const ImportForm = () => {
  const { t } = useWords()
  const [csv, setCsv] = useState("")
  const importing = useChange("schools", (dry: boolean) =>
    call(routes.importDirectory, { body: { csv, dry } })
  )
  const plan = importing.data
  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    setCsv(await textOf(file))
  }
  return (
    <section aria-labelledby="import">
      <h2 id="import" className={css.heading}>
        {t("directory.import")}
      </h2>
      <p className={css.text}>{t("directory.import_text")}</p>
      <div className={css.form}>
        <Field
          label={t("directory.file")}
          type="file"
          accept=".csv,text/csv"
          onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
        />
        <Button
          variant="default"
          disabled={csv === ""}
          loading={importing.isPending}
          onClick={() => importing.mutate(true)}
        >
          {t("directory.import")}
        </Button>
        {plan && !plan.applied && plan.faults.length === 0 && (
          <Button variant="filled" onClick={() => importing.mutate(false)}>
            {t("directory.apply")}
          </Button>
        )}
      </div>
      {importing.error && (
        <p role="alert" className={css.failed}>
          {explain(importing.error, t)}
        </p>
      )}
      {plan && <Plan plan={plan} />}
      {plan?.applied && <p role="status">{t("directory.done")}</p>}
    </section>
  )
}
