import { memo } from "react"
import css from "./sparkline.module.css"

const step = 8
const height = 24

/** A dozen zero-based bars; the newest is the darkest. `label` says the same in words. */
export const Sparkline = memo(
  ({ values, label }: { readonly values: ReadonlyArray<number>; readonly label: string }) => {
    const top = Math.max(1, ...values)
    return (
      <svg
        className={css.sparkline}
        width={values.length * step}
        height={height}
        role="img"
        aria-label={label}
      >
        {values.map((value, index) => {
          const tall = value === 0 ? 1 : Math.max(2, (value / top) * height)
          return (
            <rect
              key={index}
              className={index === values.length - 1 ? css.newest : css.bar}
              x={index * step}
              y={height - tall}
              width={step - 2}
              height={tall}
            />
          )
        })}
      </svg>
    )
  }
)
