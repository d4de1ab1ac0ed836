import type { Published } from "@otklik/contract/published"
import { pinSnapshot, type SnapshotItem, snapshots } from "@otklik/contract/snapshots"
import { Effect } from "effect"
import { changing, fromStore } from "../endpoint.ts"
import { noSuchSnapshot, snapshotRemoved } from "../snapshot-failures.ts"
import { Pins } from "../pins.ts"
import { Place } from "../place.ts"
import { isKept, lastOfEach, readPublished } from "../published.ts"
import { Snapshots } from "../snapshots.ts"

const itemOf = Effect.fn(function* (line: Published) {
  const { store } = yield* Place
  const served = yield* Effect.flatMap(Snapshots, ({ current }) => current)
  const pins = yield* Effect.flatMap(Pins, ({ all }) => all)
  const { at, last: _, ...rest } = line
  return {
    ...rest,
    publishedAt: at,
    pinned: pins.has(line.id),
    name: pins.get(line.id) ?? null,
    current: line.id === served?.id,
    kept: yield* isKept(store, line.id)
  } satisfies SnapshotItem
})

export const snapshotsRoute = fromStore(
  snapshots,
  Effect.fnUntraced(function* () {
    const { store } = yield* Place
    const log = yield* readPublished(store)
    return { items: yield* Effect.forEach(lastOfEach(log), itemOf, { concurrency: 8 }) }
  })
)

export const pinSnapshotRoute = changing(
  pinSnapshot,
  Effect.fnUntraced(function* ({ body: { name, pinned }, params: { id } }) {
    const { store } = yield* Place
    const { set } = yield* Pins
    const line = (yield* readPublished(store)).findLast((one) => one.id === id)
    if (line === undefined) return yield* noSuchSnapshot
    yield* Effect.orDie(set(id, pinned, name?.trim() ?? null))
    const item = yield* itemOf(line)
    if (!pinned || item.kept) return item
    yield* Effect.orDie(set(id, false))
    return yield* snapshotRemoved(line.at.slice(0, 10), null)
  })
)
