import type { BacklogItem } from "@otklik/contract/backlog"
import { Skeleton } from "@mantine/core"
import type { Row } from "@tanstack/react-table"
import { FlexRender } from "@tanstack/react-table"
import { memo, useMemo, type MouseEvent } from "react"
import css from "./backlog-table.module.css"
import { RowStateContext, type ColumnName, type Shape, type features } from "./columns.tsx"

interface BacklogRowProps {
  readonly row: Row<typeof features, BacklogItem>
  readonly index: number
  /** which columns there are: a row of other columns is another drawing */
  readonly shape: Shape
  readonly top: number
  readonly active: boolean
  readonly open: boolean
  readonly onFocus: (index: number) => void
}

const follow = (event: MouseEvent<HTMLElement>) => {
  if ((event.target as HTMLElement).closest("a, button") || event.metaKey || event.ctrlKey) return
  if (!getSelection()?.isCollapsed) return
  event.currentTarget.querySelector<HTMLElement>("a")?.click()
}

/** One theme of the queue; a press anywhere on the row opens it. */
export const BacklogRow = memo(({ row, index, shape, top, active, open, onFocus }: BacklogRowProps) => {
  const state = useMemo(() => ({ active, open }), [active, open])
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={css.row}
      data-index={index}
      data-shape={shape}
      data-active={active || undefined}
      data-open={open || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={follow}
      onFocus={() => onFocus(index)}
    >
      <RowStateContext value={state}>
        {row.getAllCells().map((cell) => (
          <div key={cell.id} role="cell" className={css[cell.column.id as ColumnName]}>
            <FlexRender cell={cell} />
          </div>
        ))}
      </RowStateContext>
    </div>
  )
})

const bones = { rank: 20, theme: "62%", reach: 64, trend: 94, score: "100%", stage: 56 } as const

/** A row that has not come yet, in the shape of one that has. */
export const BacklogBone = memo(
  ({ top, names }: { readonly top: number; readonly names: ReadonlyArray<ColumnName> }) => (
    <div className={css.row} aria-hidden="true" style={{ transform: `translateY(${top}px)` }}>
      {names.map((name) => (
        <div key={name} className={css[name]}>
          <Skeleton height={10} width={bones[name]} animate={false} />
        </div>
      ))}
    </div>
  )
)
