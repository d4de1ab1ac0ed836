import { Part, type ScoreModel } from "@otklik/contract/score"
import { useWords } from "../../i18n/use-words.ts"
import { sliderOf, type DraftSearch } from "./draft.ts"
import css from "./model-page.module.css"

export type Change = (change: { readonly [K in keyof DraftSearch]?: string | undefined }) => void

export interface DraftProps {
  readonly base: ScoreModel
  readonly draft: ScoreModel
  readonly search: DraftSearch
  readonly change: Change
}

interface SliderProps {
  readonly name: string
  readonly value: number
  readonly said: string
  readonly was?: string | undefined
  readonly onChange: (value: string) => void
}

/** A range from 0 to 100 with its name and what it means now. */
export const Slider = ({ name, value, said, was, onChange }: SliderProps) => (
  <label className={css.slider}>
    <span className={css.name}>{name}</span>
    <span className={css.value}>
      {was && <span className="quiet">{was} → </span>}
      <b>{said}</b>
    </span>
    <input
      type="range"
      min={0}
      max={100}
      step={1}
      value={value}
      aria-valuetext={said}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </label>
)

/** How much each part counts; the weights are shares of the whole, so that moving one moves the others' share. */
export const Weights = ({ base, draft, search, change }: DraftProps) => {
  const { t, percent } = useWords()
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t("model.weights")}</legend>
      {Part.literals.map((part) => {
        const [now, before] = [percent(draft.weights[part]), percent(base.weights[part])]
        return (
          <Slider
            key={part}
            name={t(`part.${part}`)}
            value={sliderOf(base, search, part)}
            said={now}
            was={now === before ? undefined : before}
            onChange={(value) => change({ [part]: value })}
          />
        )
      })}
    </fieldset>
  )
}
