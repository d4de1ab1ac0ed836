import type { BacklogItem } from "@otklik/contract/backlog"
import { type Move, type Moves, moves } from "@otklik/contract/moves"
import { SnapshotId } from "@otklik/contract/vocabulary"
import { Cause } from "@otklik/contract/why"
import type { Marts } from "@otklik/sql/tables.gen"
import { Effect } from "effect"
import type { ReadonlyKysely } from "kysely/readonly"
import { difference, type Moved, movedSince } from "../changes-between.ts"
import { fromStore } from "../endpoint.ts"
import { Pins } from "../pins.ts"
import type { SnapshotFile } from "../snapshot-file.ts"
import { Snapshots } from "../snapshots.ts"

type Db = ReadonlyKysely<Marts>
type Moment = Pick<Marts["moments"], "position" | "snapshot" | "as_of">
type Since = NonNullable<Moves["since"]>

/** The last remembered snapshot that a stand-up was held on, else the last one. */
const startOf = (pins: ReadonlyMap<string, string | null>) => async (db: Db) => {
  const moments = await db
    .selectFrom("moments")
    .select(["position", "snapshot", "as_of"])
    .orderBy("position")
    .execute()
  return moments.findLast(({ snapshot }) => pins.has(snapshot)) ?? moments.at(-1)
}

const standingsAt =
  ({ position }: Moment) =>
  async (db: Db) =>
    new Map(
      (
        await db
          .selectFrom("rank_history")
          .select(["theme", "rank", "score"])
          .where("position", "=", position)
          .where("rank", "is not", null)
          .execute()
      ).map((row) => [row.theme, row])
    )

type Standings = Awaited<ReturnType<ReturnType<typeof standingsAt>>>

const moveOf =
  ({ asOf, snapshot }: Since, before: Standings, moved: Moved) =>
  ({ rank, score, theme }: BacklogItem): Move => {
    const then = before.get(theme)
    const parts = moved.get(theme)
    const change = parts && {
      since: snapshot,
      sinceAsOf: asOf,
      rank: then?.rank ?? null,
      score: difference(score, then?.score ?? 0),
      causes: Cause.literals.map((cause, i) => ({ cause, adds: parts[i]! / 100 }))
    }
    return { theme, rank, before: then?.rank ?? null, change: change ?? null }
  }

const moved = Effect.fnUntraced(function* (file: SnapshotFile) {
  const pins = yield* Effect.flatMap(Pins, ({ all }) => all)
  const start = yield* file.query(startOf(pins))
  if (start === undefined) return { snapshot: file.id, since: null, items: [] }
  const since: Since = {
    snapshot: SnapshotId.make(start.snapshot),
    asOf: start.as_of?.toISOString() ?? "",
    name: pins.get(start.snapshot) ?? null,
    pinned: pins.has(start.snapshot)
  }
  const before = yield* file.query(standingsAt(start))
  const causes = (yield* file.query(movedSince(start.snapshot))) ?? new Map()
  const items = file.backlog.map(moveOf(since, before, causes)).filter((one) => one.rank !== one.before)
  return { snapshot: file.id, since, items } satisfies Moves
})

export const movesRoute = fromStore(moves, ({ query }) =>
  Snapshots.use(({ using }) => using(moved, query.as_of))
)
