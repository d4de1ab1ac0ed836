import { type History, history, type Moment } from "@otklik/contract/history"
import type { ThemeId } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import { fromStore } from "../endpoint.ts"
import { noSuchTheme } from "../failures.ts"
import { Pins } from "../pins.ts"
import { changeSince, readStandings, type Standing } from "../remembered.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"

type Pinned = Pick<ReadonlySet<string>, "has">

const momentOf =
  (standings: ReadonlyArray<Standing>, pins: Pinned) =>
  ({ asOf, parts, rank, schools, score, snapshot }: Standing, i: number): Moment => ({
    snapshot,
    asOf,
    rank,
    score: rank === null ? null : score,
    schools,
    parts,
    change: changeSince(standings, i - 1, i),
    pinned: pins.has(snapshot)
  })

/** A guide to write has no past in the queue of requests: its place among the guides is told, as it is now. */
const guideNow = (file: SnapshotFile, id: ThemeId, pins: Pinned): History | null => {
  const item = file.guides.find(({ theme }) => theme === id)
  if (item === undefined) return null
  const { rank, schools, title } = item
  const now = { snapshot: file.id, asOf: file.asOf, rank, score: null, schools, parts: [], change: null }
  return { theme: id, title, moments: [{ ...now, pinned: pins.has(file.id) }] }
}

export const historyRoute = fromStore(
  history,
  Effect.fnUntraced(function* ({ params: { id } }) {
    const { using } = yield* Snapshots
    const pins = yield* Effect.flatMap(Pins, ({ all }) => all)
    const { guide, standings } = yield* using((file) =>
      Effect.map(file.query(readStandings(file, id)), (standings) => ({
        standings,
        guide: guideNow(file, id, pins)
      }))
    )
    const born = standings.findIndex(({ rank }) => rank !== null)
    if (born >= 0)
      return {
        theme: id,
        title: standings.at(-1)!.title,
        moments: standings.map(momentOf(standings, pins)).slice(born)
      }
    return guide ?? (yield* noSuchTheme)
  })
)
