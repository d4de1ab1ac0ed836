import { SnapshotId } from "@otklik/contract/vocabulary"
import { Context, Effect, Exit, FileSystem, Layer, Option, RcMap, Schema, Scope, Semaphore } from "effect"
import { damagedSnapshot, emptyStore, newerSnapshot } from "./failures.ts"
import { type SnapshotFile, snapshotFile, type SnapshotUnreadable } from "./snapshot-file.ts"

interface Held {
  readonly file: SnapshotFile
  readonly scope: Scope.Closeable
}

/** A snapshot that `current` names and that cannot be served, as long as its file stays as it was. */
interface Refused {
  readonly key: string
  readonly error: SnapshotUnreadable
}

const failureOf = ({ reason }: SnapshotUnreadable) => (reason === "newer" ? newerSnapshot : damagedSnapshot)

const decodeId = Schema.decodeUnknownOption(SnapshotId)

/** What the store's pointer names; nothing before the first build, or where it is not an id. */
const namedBy = (pointer: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(pointer)).pipe(
    Effect.map((text) => decodeId(text.trim())),
    Effect.orElseSucceed(() => Option.none<SnapshotId>())
  )

/** Changes when a file is replaced: an id may be built again after its file was damaged. */
const keyOf = (path: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.stat(path)).pipe(
    Effect.map(
      ({ mtime, size }) => `${path} ${size} ${Option.getOrElse(mtime, () => new Date(0)).getTime()}`
    ),
    Effect.orElseSucceed(() => `${path} absent`)
  )

const make = (store: string) =>
  Effect.gen(function* () {
    const services = yield* Effect.context<FileSystem.FileSystem>()
    const folder = `${store}/snapshots`
    const turn = yield* Semaphore.make(1)
    const attached = yield* RcMap.make({
      lookup: (id: SnapshotId) => snapshotFile(folder, id)
    })
    let held: Held | null = null
    let refused: Refused | null = null

    const swap = Effect.fn(function* (id: SnapshotId) {
      const key = yield* keyOf(`${folder}/${id}.duckdb`)
      if (refused?.key === key) return
      const scope = yield* Scope.make()
      const exit = yield* RcMap.get(attached, id).pipe(Scope.provide(scope), Effect.result)
      if (exit._tag === "Failure") {
        yield* Scope.close(scope, Exit.void)
        refused = { key, error: exit.failure }
        return yield* Effect.logError(exit.failure.message)
      }
      const before = held
      held = { file: exit.success, scope }
      refused = null
      yield* Effect.logInfo(`serving snapshot ${id}`)
      if (before !== null) yield* Scope.close(before.scope, Exit.void)
    })
    const follow = Effect.flatMap(namedBy(`${store}/current`), (id) =>
      Option.isNone(id) || id.value === held?.file.id ? Effect.void : swap(id.value)
    ).pipe(turn.withPermit, Effect.uninterruptible, Effect.provide(services))
    yield* Effect.addFinalizer(() => (held === null ? Effect.void : Scope.close(held.scope, Exit.void)))
    yield* follow
    const current = Effect.map(follow, () => held?.file ?? null)
    return {
      /** The snapshot that `current` names now, or the one before it where that cannot be read. */
      current,
      /** Keeps the current snapshot attached until the body is done, whatever is published meanwhile. */
      using: <A, E, R>(body: (file: SnapshotFile) => Effect.Effect<A, E, R>) =>
        Effect.scoped(
          Effect.gen(function* () {
            const file = yield* current
            if (file === null) return yield* refused === null ? emptyStore : failureOf(refused.error)
            return yield* Effect.flatMap(Effect.mapError(RcMap.get(attached, file.id), failureOf), body)
          })
        ),
      trouble: Effect.map(follow, () => refused?.error ?? null)
    }
  })

/** Which snapshot is served: `current` is read at every request, so a published one is served by the next answer. */
export class Snapshots extends Context.Service<Snapshots, Effect.Success<ReturnType<typeof make>>>()(
  "server/Snapshots"
) {
  static readonly layer = (store: string) => Layer.effect(Snapshots, make(store))
}
