import css from "./tiles.module.css"

export interface Tile {
  readonly key: string
  readonly name: string
  readonly value: string
  /** 0 to 1: how strong the colour is */
  readonly heat: number
  /** 1-based place in the grid */
  readonly row: number
  readonly column: number
  readonly label: string
}

interface TilesProps {
  readonly tiles: ReadonlyArray<Tile>
  readonly label: string
  readonly chosen?: string | undefined
  readonly onPick: (key: string) => void
}

/** A map reduced to equal squares in their rough places; a press on one picks it. */
export const Tiles = ({ tiles, label, chosen, onPick }: TilesProps) => (
  <div className={css.tiles} role="group" aria-label={label}>
    {tiles.map(({ key, name, value, heat, row, column, label: said }) => (
      <button
        key={key}
        type="button"
        data-paper
        className={css.tile}
        aria-pressed={key === chosen}
        style={
          { gridRow: row, gridColumn: column, "--heat": `${Math.round(heat * 45)}%` } as React.CSSProperties
        }
        onClick={() => onPick(key)}
      >
        <span className={css.name}>{name}</span>
        <b>{value}</b>
        <span className="hidden-words">{said}</span>
      </button>
    ))}
  </div>
)
