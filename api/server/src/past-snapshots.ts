import type { SnapshotId } from "@otklik/contract/vocabulary"
import { Effect, Exit, RcMap, Scope, Semaphore } from "effect"
import type { SnapshotFile, SnapshotUnreadable } from "./snapshot-file.ts"

/** Past snapshots that stay attached after they were read: whoever looks at one looks again. */
const OPEN = 3

/** Keeps the last few past snapshots attached; closing the scope lets them go. */
export const pastSnapshots = Effect.fn(function* (
  attached: RcMap.RcMap<SnapshotId, SnapshotFile, SnapshotUnreadable>
) {
  const held = new Map<SnapshotId, Scope.Closeable>()
  const turn = yield* Semaphore.make(1)
  yield* Effect.addFinalizer(() =>
    Effect.forEach(held.values(), (scope) => Scope.close(scope, Exit.void), { discard: true })
  )

  const letGo = Effect.suspend(() => {
    const [oldest] = held
    if (oldest === undefined || held.size <= OPEN) return Effect.void
    held.delete(oldest[0])
    return Scope.close(oldest[1], Exit.void)
  })

  const scopeOf = Effect.fn(function* (id: SnapshotId) {
    const known = held.get(id)
    if (known !== undefined) return known
    const scope = yield* Scope.make()
    yield* RcMap.get(attached, id).pipe(
      Scope.provide(scope),
      Effect.onError(() => Scope.close(scope, Exit.void))
    )
    return scope
  })

  /** Marks a snapshot as the last one looked at. */
  const keep = (id: SnapshotId) =>
    Effect.gen(function* () {
      const scope = yield* scopeOf(id)
      held.delete(id)
      held.set(id, scope)
      yield* letGo
    }).pipe(turn.withPermit, Effect.uninterruptible)
  return { keep }
})
