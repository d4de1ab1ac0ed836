import { Part } from "@otklik/contract/score"
import { Direction, Service } from "@otklik/contract/vocabulary"
import { useWords } from "../../i18n/use-words.ts"
import { asSlider } from "./draft.ts"
import css from "./model-page.module.css"
import { Slider, type DraftProps } from "./weights.tsx"

const points = ["zero", "fifty", "hundred"] as const

const AnchorRow = ({ part, draft, change }: DraftProps & { readonly part: Part }) => {
  const { t } = useWords()
  const anchor = draft.anchors[part]
  return (
    <tr>
      <th scope="row">
        {t(`part.${part}`)}
        <span className={css.unit}>{t(`model.unit_${part}`)}</span>
      </th>
      {points.map((point) => (
        <td key={point}>
          <input
            type="number"
            step="any"
            aria-label={`${t(`part.${part}`)}: ${t(`model.${point}`)}`}
            value={anchor[point]}
            onChange={({ currentTarget: { valueAsNumber } }) =>
              !Number.isNaN(valueAsNumber) &&
              change({
                [`at_${part}`]: points.map((one) => (one === point ? valueAsNumber : anchor[one])).join(",")
              })
            }
          />
        </td>
      ))}
    </tr>
  )
}

/** What earns 0, 50 and 100 points, in the units of each part. */
export const Anchors = (props: DraftProps) => {
  const { t } = useWords()
  return (
    <details className={css.details}>
      <summary>{t("model.anchors")}</summary>
      <p className={css.note}>{t("model.anchors_note")}</p>
      <table className={css.anchors}>
        <thead>
          <tr>
            <td />
            {points.map((point) => (
              <th key={point} scope="col">
                {t(`model.${point}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Part.literals.map((part) => (
            <AnchorRow key={part} part={part} {...props} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** What the planners want forward: each direction and each service from 0 to 100, 50 being neither. */
export const Priorities = ({ draft: { strategy }, change }: DraftProps) => {
  const { t } = useWords()
  return (
    <details className={css.details}>
      <summary>{t("model.strategy")}</summary>
      <p className={css.note}>{t("model.strategy_note")}</p>
      {Direction.literals.map((key) => (
        <Slider
          key={key}
          name={t(`direction.${key}`)}
          value={asSlider(strategy.directions[key])}
          said={String(asSlider(strategy.directions[key]))}
          onChange={(value) => change({ [`direction_${key}`]: value })}
        />
      ))}
      <p className={css.services}>{t("model.services")}</p>
      {Service.literals.map((key) => (
        <Slider
          key={key}
          name={t(`service.${key}`)}
          value={asSlider(strategy.services[key])}
          said={String(asSlider(strategy.services[key]))}
          onChange={(value) => change({ [`service_${key}`]: value })}
        />
      ))}
    </details>
  )
}
