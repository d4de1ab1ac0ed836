import { useState, type ReactNode } from "react"
import { flowOf, type FlowItem, type FlowLine } from "./flow.ts"
import css from "./rank-flow.module.css"

interface RankFlowProps {
  readonly items: ReadonlyArray<FlowItem>
  /** how many places are drawn */
  readonly top: number
  readonly left: string
  readonly right: string
  /** what the picture shows, in words */
  readonly label: string
  readonly name: (key: string) => ReactNode
  readonly below: string
}

const tall = 26

const way = ({ from, to }: FlowLine) => (to < from ? "up" : to > from ? "down" : "same")

const Lines = ({
  lines,
  rows,
  lit
}: {
  readonly lines: ReadonlyArray<FlowLine>
  readonly rows: number
  readonly lit: string | undefined
}) => (
  <svg
    className={css.lines}
    viewBox={`0 0 100 ${rows * tall}`}
    preserveAspectRatio="none"
    style={{ height: rows * tall }}
    aria-hidden="true"
  >
    {lines.map((line) => (
      <path
        key={line.key}
        className={css.line}
        data-way={way(line)}
        data-lit={line.key === lit || undefined}
        d={`M0 ${(line.from + 0.5) * tall} C40 ${(line.from + 0.5) * tall} 60 ${(line.to + 0.5) * tall} 100 ${(line.to + 0.5) * tall}`}
        vectorEffect="non-scaling-stroke"
      />
    ))}
  </svg>
)

/** Who rises and who falls: slopes from the old place to the new, named on both sides; on a phone a list with arrows. */
export const RankFlow = ({ items, top, left, right, label, name, below }: RankFlowProps) => {
  const [lit, light] = useState<string>()
  const { before, after, lines } = flowOf(items, top)
  const rows = Math.max(before.length, after.length) + 1
  const side = (list: ReadonlyArray<FlowItem>, which: "from" | "to") => (
    <ol className={css.side} data-side={which}>
      {list.map((item) => (
        <li
          key={item.key}
          className={css.row}
          data-lit={item.key === lit || undefined}
          onMouseEnter={() => light(item.key)}
          onMouseLeave={() => light(undefined)}
        >
          <span className={css.place}>{item[which]}</span>
          {which === "to" && <Arrow item={item} />}
          <span className={css.name}>{name(item.key)}</span>
        </li>
      ))}
      <li className={css.row} data-below>
        <span className={css.name}>{below}</span>
      </li>
    </ol>
  )
  return (
    <section className={css.flow} aria-label={label}>
      <p className={css.head}>{left}</p>
      <span />
      <p className={css.head}>{right}</p>
      <div className={css.old}>{side(before, "from")}</div>
      <Lines lines={lines} rows={rows} lit={lit} />
      {side(after, "to")}
    </section>
  )
}

const Arrow = ({ item: { from, to } }: { readonly item: FlowItem }) => {
  if (to === null || from === to) return <span className={css.arrow} />
  const by = from === null ? "" : Math.abs(from - to)
  return (
    <span className={css.arrow} data-way={from === null || to < from ? "up" : "down"}>
      {from === null ? "+" : to < from ? "↑" : "↓"}
      {by}
    </span>
  )
}
