import type { SnapshotId } from "@otklik/contract/vocabulary"
import type { Row } from "@otklik/sql/ledger/row"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect, PubSub, Schedule, Semaphore } from "effect"
import type { Kysely } from "kysely"
import type { Failure } from "./failures.ts"
import { type Overlay, overlayOf } from "./overlay.ts"
import { begin, follow, nothing, type Projection, since } from "./projection.ts"
import type { SnapshotFile } from "./snapshot-file.ts"
import { Snapshots } from "./snapshots.ts"

/** What pages that are open are told of. */
export type News =
  | { readonly rows: ReadonlyArray<Row> }
  | { readonly snapshot: SnapshotId; readonly decided: number }

type Query = <A>(
  operation: string,
  run: (db: Kysely<PeopleTables>) => Promise<A>
) => Effect.Effect<A, Failure>

/** Tells of snapshots that begin to be served. */
const watching = Effect.fnUntraced(function* (news: PubSub.PubSub<News>) {
  const { current } = yield* Snapshots
  let served = (yield* current)?.id ?? null
  const look = Effect.flatMap(current, (file) => {
    if (file === null || file.id === served) return Effect.void
    served = file.id
    return PubSub.publish(news, { snapshot: file.id, decided: file.decided })
  })
  yield* Effect.forkScoped(Effect.repeat(look, Schedule.spaced("2 seconds")))
})

/** Keeps in memory what was decided, by whichever server: where others write too they are looked for every second. */
export const followed = Effect.fnUntraced(function* (query: Query, others: boolean) {
  const snapshots = yield* Snapshots
  const turn = yield* Semaphore.make(1)
  const news = yield* PubSub.sliding<News>(1_024)
  const overlays = new WeakMap<SnapshotFile, { readonly now: Projection; readonly overlay: Overlay }>()
  let projection: Projection | null = null

  const refresh = Effect.gen(function* () {
    const before = projection
    const from = (yield* snapshots.current)?.decided ?? 0
    const after = yield* query("follow the ledger", (db) =>
      before === null ? begin(db, from) : follow(db, before)
    )
    projection = since(after.projection, from)
    if (after.rows.length > 0) yield* PubSub.publish(news, { rows: after.rows })
  }).pipe(turn.withPermit)

  const loading = Effect.retry(refresh, Schedule.spaced("1 second"))
  yield* Effect.forkScoped(Effect.repeat(loading, others ? Schedule.spaced("1 second") : Schedule.recurs(0)))
  yield* watching(news)
  return {
    news,
    /** takes in what was decided since */
    refresh,
    /** all that was decided, as far as this server knows; nothing until the database has answered once */
    now: Effect.sync(() => projection ?? nothing),
    /** what lies over a snapshot, worked out once a change */
    over: (file: SnapshotFile): Overlay => {
      const now = projection ?? nothing
      const known = overlays.get(file)
      if (known?.now === now) return known.overlay
      const overlay = overlayOf(now, file.decided)
      overlays.set(file, { now, overlay })
      return overlay
    }
  }
})
