import type { BacklogItem } from "@otklik/contract/backlog"
import { useNavigate } from "@tanstack/react-router"
import { useTable } from "@tanstack/react-table"
import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { BacklogBone, BacklogRow } from "./backlog-row.tsx"
import css from "./backlog-table.module.css"
import { columns, features, sortOf, type ColumnName, type Shape } from "./columns.tsx"
import type { Narrow } from "./filters.tsx"
import { withoutTheme, type BacklogSearch } from "./search.ts"
import { usePrinting } from "./use-printing.ts"
import { useRowKeys } from "./use-row-keys.ts"

interface BacklogTableProps {
  /** undefined while the first answer is on its way */
  readonly items: ReadonlyArray<BacklogItem> | undefined
  readonly total: number
  readonly shape: Shape
  readonly search: BacklogSearch
  readonly narrow: Narrow
  readonly openTheme: string | undefined
  readonly scroller: RefObject<HTMLElement | null>
  readonly stale: boolean
  readonly more: () => void
}

const tall = { whole: 56, middle: 76, beside: 76, phone: 120 }
const none: ReadonlyArray<BacklogItem> = []
const placeholders = 14
/** where each list was left, so that coming back from a theme finds the same rows */
const offsets = new Map<string, number>()

const Head = ({
  names,
  search,
  narrow
}: Pick<BacklogTableProps, "search" | "narrow"> & { readonly names: ReadonlyArray<ColumnName> }) => {
  const { t } = useWords()
  const words = {
    rank: "rank",
    theme: "theme",
    reach: "reach",
    trend: "trend",
    score: "score",
    stage: "stage"
  } as const
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" aria-rowindex={1} className={css.heads}>
        {names.map((name) => {
          const sort = sortOf[name]
          const current = sort !== undefined && sort === (search.sort ?? "rank")
          return (
            <div
              key={name}
              role="columnheader"
              className={css[name]}
              aria-sort={
                current ? (sort === "rank" || sort === "title" ? "ascending" : "descending") : undefined
              }
            >
              {sort ? (
                <button
                  type="button"
                  className={css.sort}
                  data-paper
                  data-current={current || undefined}
                  onClick={() => narrow({ sort: sort === "rank" ? undefined : sort })}
                >
                  {t(`backlog.${words[name]}`)}
                </button>
              ) : (
                t(`backlog.${words[name]}`)
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const useRows = ({ items, total, shape, scroller, search, more, openTheme }: BacklogTableProps) => {
  const body = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => setMargin(body.current?.offsetTop ?? 0), [shape])
  const place = `${shape} ${JSON.stringify(search)}`
  const table = useTable({
    features,
    columns: columns[shape],
    data: items ?? none,
    getRowId: (item) => item.theme
  })
  const rows = table.getRowModel().rows
  const printing = usePrinting()
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const virtual = useVirtualizer({
    count: items ? total : placeholders,
    getScrollElement: () => scroller.current,
    estimateSize: () => tall[shape],
    overscan: 8,
    ...(printing && { rangeExtractor: () => [...rows.keys()] }),
    scrollMargin: margin,
    scrollPaddingStart: 40,
    initialOffset: () => offsets.get(place) ?? 0,
    onChange: ({ scrollOffset }) => offsets.set(place, scrollOffset ?? 0)
  })
  const seen = virtual.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  const missing = items !== undefined && rows.length < total && last + 40 >= rows.length
  useEffect(() => {
    if (missing) more()
  }, [missing, rows.length, more])
  useEffect(() => virtual.measure(), [shape, virtual])
  const [start] = useState(() => ({ known: offsets.has(place) }))
  const open = openTheme === undefined ? -1 : rows.findIndex((row) => row.id === openTheme)
  useEffect(() => {
    if (open < 0 || start.known) return
    start.known = true
    virtual.scrollToIndex(open, { align: "auto" })
  }, [open, start, virtual])
  return { body, rows, virtual, seen, margin, open }
}

/** The ranked themes, only the visible rows drawn: a table when wide, the same cells as a list on a phone. */
export const BacklogTable = (props: BacklogTableProps) => {
  const { items, total, shape, search, narrow, openTheme, stale } = props
  const { t } = useWords()
  const navigate = useNavigate()
  const { body, rows, virtual, seen, margin, open } = useRows(props)
  const { active, setActive } = useRowKeys({
    count: rows.length,
    open,
    body,
    reveal: (index) => virtual.scrollToIndex(index),
    onMove: (index) => {
      const id = rows[index]?.id
      if (openTheme && id)
        void navigate({
          to: "/themes/$id",
          params: { id },
          search: withoutTheme,
          replace: true
        })
    }
  })
  const names = columns[shape].map((column) => column.id as ColumnName)
  return (
    <div
      role="table"
      aria-label={t("backlog.list")}
      aria-rowcount={total + 1}
      aria-busy={stale || !items}
      className={css.table}
      data-shape={shape}
    >
      <Head names={names} search={search} narrow={narrow} />
      <div
        role="rowgroup"
        ref={body}
        className={css.body}
        data-stale={stale || undefined}
        style={{ height: virtual.getTotalSize() }}
      >
        {seen.map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            <BacklogRow
              key={row.id}
              row={row}
              index={index}
              shape={shape}
              top={start - margin}
              active={index === active}
              open={index === open}
              onFocus={setActive}
            />
          ) : (
            <BacklogBone key={index} top={start - margin} names={names} />
          )
        })}
      </div>
    </div>
  )
}
