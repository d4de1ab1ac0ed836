import type { BacklogItem, Sort } from "@otklik/contract/backlog"
import { rank } from "@otklik/contract/score"
import type { DuckDbError } from "@otklik/sql/duckdb"
import type { SliceQuery } from "@otklik/contract/slice"
import { gather, type MessageSlice, narrows, type ThemeSignals } from "@otklik/sql/signals"
import { Effect } from "effect"
import { lay } from "./laying.ts"
import { bare, type Overlay } from "./overlay.ts"
import { matching } from "./search.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

/** What a slice of messages makes of the backlog. */
export interface Ranking {
  readonly sliced: boolean
  /** methodical themes heard, which stand in the other queue */
  readonly methodical: number
  readonly items: ReadonlyArray<BacklogItem>
}

const shareOf = ({ schools, schoolsTotal }: ThemeSignals) => (schoolsTotal === 0 ? 0 : schools / schoolsTotal)

/** The backlog of a slice with its own signals, scores and ranks; its themes are described as in the whole. */
const ranked = Effect.fnUntraced(function* (file: SnapshotFile, slice: MessageSlice) {
  const known = new Map<string, BacklogItem>(file.backlog.map((item) => [item.theme, item]))
  const guides = new Set<string>(file.guides.map(({ theme }) => theme))
  const { themes } = gather(yield* file.material, file.model, slice)
  const asking = themes.filter(({ theme }) => known.has(theme))
  const items = rank(asking, file.model).map(({ item, parts, rank: place, score }): BacklogItem => ({
    ...known.get(item.theme)!,
    rank: place,
    interval: null,
    score,
    parts,
    measures: item.measures,
    schools: item.schools,
    share: shareOf(item),
    messages: item.messages,
    people: item.people,
    weeks: item.weeks,
    quietDistricts: item.quietDistricts
  }))
  return { items, methodical: themes.filter(({ theme }) => guides.has(theme)).length }
})

const whole = ({ backlog, guides }: SnapshotFile) => ({ items: backlog, methodical: guides.length })

const points = (part: "severity" | "trend") => (item: BacklogItem) =>
  item.parts.find((it) => it.part === part)?.points ?? 0
const most = (measure: (item: BacklogItem) => number) => (a: BacklogItem, b: BacklogItem) =>
  measure(b) - measure(a) || a.rank - b.rank
const alphabet = new Intl.Collator("ru", { numeric: true })

const orders: Readonly<Record<Sort, (a: BacklogItem, b: BacklogItem) => number>> = {
  rank: (a, b) => a.rank - b.rank,
  schools: most(({ schools }) => schools),
  messages: most(({ messages }) => messages),
  trend: most(points("trend")),
  severity: most(points("severity")),
  title: (a, b) => alphabet.compare(a.title, b.title) || a.rank - b.rank
}

/** The filtered backlog in order, as people have decided. A search by text chooses among themes and leaves every rank as it was. */
export const ranking = (
  file: SnapshotFile,
  { sort, text, ...slice }: SliceQuery & { readonly sort: Sort },
  overlay: Overlay = bare
): Effect.Effect<Ranking, DuckDbError> => {
  const sliced = narrows(slice)
  const found = text === undefined ? () => true : matching(text)
  const heard: Effect.Effect<Omit<Ranking, "sliced">, DuckDbError> = sliced
    ? ranked(file, slice)
    : Effect.succeed(whole(file))
  return Effect.flatMap(heard, ({ items, methodical }) =>
    Effect.map(lay(file, overlay, slice, items), (laid) => ({
      sliced,
      methodical,
      items: laid.filter(({ keyphrases, title }) => found([title, ...keyphrases])).toSorted(orders[sort])
    }))
  )
}
