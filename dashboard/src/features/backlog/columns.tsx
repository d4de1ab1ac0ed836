import type { BacklogItem, Sort } from "@otklik/contract/backlog"
import { createColumnHelper, tableFeatures } from "@tanstack/react-table"
import { createContext, use } from "react"
import { useWords } from "../../i18n/use-words.ts"
import { RankCell, ReachCell, ScoreCell, ThemeCell, TrendCell } from "./cells.tsx"

/** Whether the keyboard stands on a row, and whether its theme is open beside the list. */
export interface RowState {
  readonly active: boolean
  readonly open: boolean
}
export const RowStateContext = createContext<RowState>({ active: false, open: false })

export type ColumnName = "rank" | "theme" | "reach" | "trend" | "score" | "stage"

/** The order that a press on a column's head asks for. */
export const sortOf: Readonly<Partial<Record<ColumnName, Sort>>> = {
  rank: "rank",
  theme: "title",
  reach: "schools",
  trend: "trend"
}

const Stage = ({ stage }: { readonly stage: BacklogItem["stage"] }) => useWords().t(`stage.${stage}`)
const Theme = ({ item }: { readonly item: BacklogItem }) => (
  <ThemeCell item={item} {...use(RowStateContext)} />
)
const Score = ({ item }: { readonly item: BacklogItem }) => (
  <ScoreCell item={item} active={use(RowStateContext).active} />
)

export const features = tableFeatures({})
const column = createColumnHelper<typeof features, BacklogItem>()

const rank = column.accessor("rank", { id: "rank", cell: ({ row }) => <RankCell item={row.original} /> })
const theme = column.accessor("title", { id: "theme", cell: ({ row }) => <Theme item={row.original} /> })
const reach = column.accessor("schools", {
  id: "reach",
  cell: ({ row }) => <ReachCell item={row.original} />
})
const trend = column.accessor("weeks", { id: "trend", cell: ({ row }) => <TrendCell item={row.original} /> })
const score = column.accessor("score", { id: "score", cell: ({ row }) => <Score item={row.original} /> })
const stage = column.accessor("stage", {
  id: "stage",
  cell: ({ row }) => <Stage stage={row.original.stage} />
})

/** All columns, and those that stay on a tablet, beside an open theme and on a phone. */
export const columns = {
  whole: column.columns([rank, theme, reach, trend, score, stage]),
  middle: column.columns([rank, theme, reach, score]),
  beside: column.columns([rank, theme, score]),
  phone: column.columns([rank, theme, reach, trend, score])
}
export type Shape = keyof typeof columns
