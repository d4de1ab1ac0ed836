import { dayIn, type Published, publishedBy } from "@otklik/contract/published"
import { SnapshotId } from "@otklik/contract/vocabulary"
import { Effect, Option, Schema } from "effect"
import { beforeFirstSnapshot, noSnapshotLog, noSuchSnapshot, snapshotRemoved } from "./snapshot-failures.ts"
import { isKept, keptOf, readPublished } from "./published.ts"

const decodeId = Schema.decodeUnknownOption(SnapshotId)

/** The day of the kept snapshot that was published nearest to another one. */
const nearest = (kept: ReadonlyArray<Published>, { at }: Published, zone: string): string | null => {
  const away = (one: Published) => Math.abs(Date.parse(one.at) - Date.parse(at))
  const [found] = kept.toSorted((a, b) => away(a) - away(b))
  return found === undefined ? null : dayIn(zone)(found.at)
}

const byDay = (log: ReadonlyArray<Published>, date: string, zone: string) => {
  const [first] = log
  if (first === undefined) return Effect.fail(noSnapshotLog)
  const found = publishedBy(log, date, zone)
  return found === undefined ? Effect.fail(beforeFirstSnapshot(dayIn(zone)(first.at))) : Effect.succeed(found)
}

/** Which snapshot a date or an id stands for; a failure says which dates can be had instead. */
export const resolve = Effect.fn("resolve")(function* (store: string, asOf: string, zone: string) {
  const log = yield* readPublished(store)
  const id = decodeId(asOf)
  const line = Option.isSome(id) ? log.findLast((one) => one.id === id.value) : yield* byDay(log, asOf, zone)
  if (line === undefined) return yield* noSuchSnapshot
  if (yield* isKept(store, line.id)) return line.id
  const kept = yield* keptOf(store, log)
  return yield* snapshotRemoved(dayIn(zone)(line.at), nearest(kept, line, zone))
})
