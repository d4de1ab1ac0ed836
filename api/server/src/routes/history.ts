import { history, type Moment } from "@otklik/contract/history"
import { Effect } from "effect"
import { fromStore } from "../endpoint.ts"
import { noSuchTheme } from "../failures.ts"
import { Pins } from "../pins.ts"
import { changeSince, readStandings, type Standing } from "../remembered.ts"
import { Snapshots } from "../snapshots.ts"

const momentOf =
  (standings: ReadonlyArray<Standing>, pins: Pick<ReadonlySet<string>, "has">) =>
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

export const historyRoute = fromStore(
  history,
  Effect.fnUntraced(function* ({ params: { id } }) {
    const { using } = yield* Snapshots
    const pins = yield* Effect.flatMap(Pins, ({ all }) => all)
    const standings = yield* using((file) => file.query(readStandings(file, id)))
    const born = standings.findIndex(({ rank }) => rank !== null)
    if (born < 0) return yield* noSuchTheme
    return {
      theme: id,
      title: standings.at(-1)!.title,
      moments: standings.map(momentOf(standings, pins)).slice(born)
    }
  })
)
