import type { ModelItem } from "@otklik/contract/models"
import { useWords, type Words } from "../../i18n/use-words.ts"
import { Pick } from "../../ui/pick.tsx"
import css from "./model-page.module.css"

interface VersionsProps {
  readonly models: ReadonlyArray<ModelItem>
  readonly base: ModelItem
  readonly onPick: (id: string | undefined) => void
}

/** The name of a model with what it is now: the one that serves, the one that waits for a build, a draft. */
const named = ({ current, kind, model, serving }: ModelItem, { t }: Words): string => {
  const state = serving ? "serving" : current ? "current" : kind === "draft" ? "draft" : undefined
  const title = `${model.title} (${model.name})`
  return state ? `${title} · ${t(`model.${state}`)}` : title
}

/** The model that one starts from, with who made it, when and why. */
export const Versions = ({ models, base, onPick }: VersionsProps) => {
  const words = useWords()
  const { author, date, reason } = base.model
  return (
    <div className={css.versions}>
      <Pick
        label={words.t("model.base")}
        choices={models.map((item) => ({ value: item.id, label: named(item, words) }))}
        value={base.id}
        onPick={onPick}
      />
      <p className={css.about}>{words.t("model.about", { author, day: words.day(date), reason })}</p>
    </div>
  )
}
