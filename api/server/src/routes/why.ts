import type { BacklogItem } from "@otklik/contract/backlog"
import { type Neighbour, why, type Why } from "@otklik/contract/why"
import type { MethodicalItem } from "@otklik/contract/methodical"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import { fromStore } from "../endpoint.ts"
import { noSuchTheme } from "../failures.ts"
import { guidesOf } from "../guides.ts"
import { Pins } from "../pins.ts"
import { changeSince, readStandings, type Standing } from "../remembered.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"
import { schoolsTo, swap } from "../swaps.ts"
import { themeReach } from "../theme-reach.ts"

const neighbour = (
  file: SnapshotFile,
  item: BacklogItem,
  other: BacklogItem | undefined
): Neighbour | null => {
  if (other === undefined) return null
  const { rank, score, theme, title } = other
  return { theme, title, rank, score, swap: swap(item.parts, score, file.model) }
}

const TOP = 10

const toTop = (file: SnapshotFile, item: BacklogItem, reach: Why["reach"]): Why["toTen"] => {
  const last = file.backlog[TOP - 1]
  if (item.rank <= TOP || last === undefined) return null
  const counted = { raised: reach.schools, total: reach.total }
  return { score: last.score, schools: schoolsTo(item.measures, last.score, counted, file.model) }
}

/** Since the last stand-up that is remembered, else since the snapshot before. */
const lastChange = (
  standings: ReadonlyArray<Standing>,
  pins: Pick<ReadonlySet<string>, "has">
): Why["change"] => {
  const now = standings.length - 1
  const pinned = standings.findLastIndex(({ snapshot }, i) => i < now && pins.has(snapshot))
  return changeSince(standings, pinned < 0 ? now - 1 : pinned, now)
}

const said = ({ weeks }: MethodicalItem) => weeks.reduce((sum, count) => sum + count, 0)

const guideNeighbour = (other: MethodicalItem | undefined): Neighbour | null =>
  other === undefined
    ? null
    : { theme: other.theme, title: other.title, rank: other.rank, score: other.perHundred, swap: null }

/** A guide to write goes by its messages alone: no parts, and what separates it from its neighbours is messages. */
const guideExplained = Effect.fnUntraced(function* (file: SnapshotFile, id: ThemeId) {
  const guides = yield* guidesOf(file, {})
  const place = guides.findIndex(({ theme }) => theme === id)
  const [item, guide] = [file.guides.find(({ theme }) => theme === id), guides[place]]
  if (item === undefined || guide === undefined) return yield* noSuchTheme
  const [above, below] = [guides[place - 1], guides[place + 1]]
  const { perHundred, perHundredBefore, rank, roles, theme } = guide
  const messages = said(guide)
  return {
    snapshot: file.id,
    asOf: file.asOf,
    theme,
    rank,
    score: perHundred,
    parts: [],
    guide: {
      perHundred,
      perHundredBefore,
      messages,
      schools: file.schools,
      roles,
      up: above === undefined ? null : said(above) - messages + 1,
      down: below === undefined ? null : messages - said(below) + 1
    },
    interval: null,
    model: { name: file.model.name, hash: file.modelHash },
    reach: themeReach(yield* file.material, id, item.measures.reach, file.model),
    change: null,
    above: guideNeighbour(above),
    below: guideNeighbour(below),
    toTen: null
  } satisfies Why
})

const explained = Effect.fnUntraced(function* (file: SnapshotFile, id: BacklogItem["theme"]) {
  const place = file.backlog.findIndex(({ theme }) => theme === id)
  const item = file.backlog[place]
  if (item === undefined) return yield* guideExplained(file, id)
  const pins = yield* Effect.flatMap(Pins, ({ all }) => all)
  const standings = yield* file.query(readStandings(file, id))
  const reach = themeReach(yield* file.material, id, item.measures.reach, file.model)
  const { interval, parts, rank, score, theme } = item
  return {
    snapshot: file.id,
    asOf: file.asOf,
    theme,
    rank,
    score,
    parts,
    interval,
    model: { name: file.model.name, hash: file.modelHash },
    reach,
    change: lastChange(standings, pins),
    above: neighbour(file, item, file.backlog[place - 1]),
    below: neighbour(file, item, file.backlog[place + 1]),
    toTen: toTop(file, item, reach)
  } satisfies Why
})

export const whyRoute = fromStore(why, ({ params: { id }, query }) =>
  Snapshots.use(({ using }) => using((file) => explained(file, id), query.as_of))
)
