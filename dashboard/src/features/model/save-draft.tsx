import { Button } from "@mantine/core"
import type { ModelItem } from "@otklik/contract/models"
import type { ScoreModel } from "@otklik/contract/score"
import type { FormEvent } from "react"
import { CallFailure } from "../../call.ts"
import { useKept } from "../../frame/use-kept.ts"
import { useWords } from "../../i18n/use-words.ts"
import css from "./model-page.module.css"
import { useDropDraft, usePublish, useSaveDraft } from "./models-query.ts"

interface SaveDraftProps {
  readonly base: ModelItem
  readonly draft: ScoreModel
  /** something differs from what was started from */
  readonly changed: boolean
  readonly valid: boolean
  readonly onSaved: (id: string | undefined) => void
}

/** Why a change was refused, in the server's own words. */
const Refused = ({ error }: { readonly error: unknown }) => {
  const { t } = useWords()
  if (!error) return null
  const told = error instanceof CallFailure && error.kind === "problem" ? error.message : t("model.not_saved")
  return (
    <p role="alert" className={css.problems}>
      {told}
    </p>
  )
}

const Save = ({ base, draft, valid, onSaved }: SaveDraftProps) => {
  const { t } = useWords()
  const save = useSaveDraft()
  const {
    text: title,
    type,
    forget
  } = useKept(`model title ${base.id}`, base.kind === "draft" ? base.model.title : "")
  const saved = (id: string) => (forget(), onSaved(id))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ base, model: { ...draft, title: title.trim() } }, { onSuccess: ({ id }) => saved(id) })
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <label className={css.field}>
        {t("model.draft_title")}
        <input
          required
          maxLength={200}
          value={title}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      <Refused error={save.error} />
      <div className={css.acts}>
        <Button type="submit" size="sm" loading={save.isPending} disabled={!valid || title.trim() === ""}>
          {t("model.save")}
        </Button>
      </div>
    </form>
  )
}

const Publish = ({ base, onSaved }: Pick<SaveDraftProps, "base" | "onSaved">) => {
  const { t } = useWords()
  const publish = usePublish()
  const drop = useDropDraft()
  const { text: reason, type, forget } = useKept(`model reason ${base.id}`)
  const published = (id: string) => (forget(), onSaved(id))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    publish.mutate({ id: base.id, reason: reason.trim() }, { onSuccess: ({ id }) => published(id) })
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <label className={css.field}>
        {t("model.reason")}
        <textarea
          required
          rows={2}
          maxLength={200}
          value={reason}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      <Refused error={publish.error ?? drop.error} />
      <div className={css.acts}>
        <Button type="submit" size="sm" loading={publish.isPending} disabled={reason.trim() === ""}>
          {t("model.publish")}
        </Button>
        {base.kind === "draft" && (
          <Button
            variant="subtle"
            size="sm"
            loading={drop.isPending}
            onClick={() => drop.mutate(base.id, { onSuccess: () => onSaved(undefined) })}
          >
            {t("model.drop")}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Changed sliders can be kept as a draft; a draft or another model can be published with a reason. */
export const SaveDraft = (props: SaveDraftProps) => {
  const { t } = useWords()
  const { base, changed } = props
  if (changed) return <Save key={base.id} {...props} />
  if (base.current) return base.serving ? null : <p className={css.about}>{t("model.waits")}</p>
  return <Publish key={base.id} base={base} onSaved={props.onSaved} />
}
