import css from "./waterfall.module.css"

export interface Step {
  readonly name: string
  readonly sentence: string
  readonly note: string
  /** length on a scale of 0 to 100 */
  readonly size: number
  readonly value: string
}

interface WaterfallProps {
  readonly steps: ReadonlyArray<Step>
  readonly sum: { readonly name: string; readonly size: number; readonly value: string }
}

const Bar = ({
  from,
  size,
  part
}: {
  readonly from: number
  readonly size: number
  readonly part: string
}) => (
  <span className={css.track} aria-hidden="true">
    <span
      className={css.bar}
      data-part={part}
      style={{ left: `${Math.max(0, Math.min(from, from + size))}%`, width: `${Math.abs(size)}%` }}
    />
  </span>
)

/** How parts add up to a whole, each starting where the one before ended, with a sentence for each; a part may take away. */
export const Waterfall = ({ steps, sum }: WaterfallProps) => {
  const starts = steps.map((_, index) => steps.slice(0, index).reduce((at, { size }) => at + size, 0))
  return (
    <ol className={css.waterfall}>
      {steps.map(({ name, sentence, note, size, value }, index) => (
        <li key={name} className={css.step}>
          <span className={css.words}>
            <span className={css.name}>
              <strong>{name}</strong> {note}
            </span>
            <span>{sentence}</span>
          </span>
          <Bar from={starts[index] ?? 0} size={size} part={String(index + 1)} />
          <b className={css.value}>{value}</b>
        </li>
      ))}
      <li className={css.step} data-sum="true">
        <b className={css.words}>{sum.name}</b>
        <Bar from={0} size={sum.size} part="sum" />
        <b className={css.value}>{sum.value}</b>
      </li>
    </ol>
  )
}
