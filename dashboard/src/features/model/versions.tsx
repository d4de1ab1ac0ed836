import { useWords } from "../../i18n/use-words.ts"
import { Pick } from "../../ui/pick.tsx"
import css from "./model-page.module.css"
import type { Known } from "./models-query.ts"

interface VersionsProps {
  readonly models: ReadonlyArray<Known>
  readonly base: Known
  readonly onPick: (id: string | undefined) => void
}

/** The model that one starts from, with who made it, when and why. */
export const Versions = ({ models, base, onPick }: VersionsProps) => {
  const { t, day } = useWords()
  const { author, date, reason } = base.model
  return (
    <div>
      <Pick
        label={t("model.base")}
        choices={models.map(({ id, model }) => ({ value: id, label: model.name }))}
        value={base.id}
        onPick={(id) => onPick(id === models[0]?.id ? undefined : id)}
      />
      <p className={css.about}>{t("model.about", { author, day: day(date), reason })}</p>
    </div>
  )
}
