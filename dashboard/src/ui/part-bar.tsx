import { Tooltip } from "@mantine/core"
import { memo } from "react"
import css from "./part-bar.module.css"

export interface BarPart {
  readonly name: string
  /** length of the part, the whole bar being 100 */
  readonly size: number
  readonly value: string
}

interface PartBarProps {
  readonly parts: ReadonlyArray<BarPart>
  readonly label: string
  readonly total: string
  readonly focusable?: boolean
}

const Names = ({ parts }: Pick<PartBarProps, "parts">) => (
  <dl className={css.names}>
    {parts.map(({ name, value }, index) => (
      <div key={name} className={css.name} data-part={index + 1}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** A sum drawn as one bar of its parts, in one hue by lightness; pointing at it or focusing it names them. */
export const PartBar = memo(({ parts, label, total, focusable = false }: PartBarProps) => (
  <Tooltip
    label={<Names parts={parts} />}
    events={{ hover: true, focus: true, touch: true }}
    classNames={{ tooltip: css.tip }}
  >
    <span className={css.whole} role="img" aria-label={label} tabIndex={focusable ? 0 : -1}>
      <span className={css.track}>
        {parts.map(({ name, size }, index) => (
          <span key={name} className={css.part} data-part={index + 1} style={{ width: `${size}%` }} />
        ))}
      </span>
      <span className={css.total}>{total}</span>
    </span>
  </Tooltip>
))
