import css from "./bars.module.css"

export interface BarRow {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly value: string
  /** what the row says in full, for those who hear it */
  readonly label: string
}

interface BarsProps {
  readonly rows: ReadonlyArray<BarRow>
  readonly label: string
  readonly chosen?: string | undefined
  readonly onPick: (key: string) => void
}

/** Zero-based bars, the largest one whole; a press on one picks it. */
export const Bars = ({ rows, label, chosen, onPick }: BarsProps) => {
  const top = Math.max(1, ...rows.map(({ size }) => size))
  return (
    <ul className={css.bars} aria-label={label}>
      {rows.map(({ key, name, size, value, label: said }) => (
        <li key={key}>
          <button
            type="button"
            data-paper
            className={css.row}
            aria-pressed={key === chosen}
            onClick={() => onPick(key)}
          >
            <span className={css.name}>{name}</span>
            <span className={css.track} aria-hidden="true">
              <span className={css.bar} style={{ width: `${(size / top) * 100}%` }} />
            </span>
            <span className={css.value}>{value}</span>
            <span className="hidden-words">{said}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
