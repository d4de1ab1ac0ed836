import { SnapshotId } from "@otklik/contract/vocabulary"
import { Context, Effect, Exit, FileSystem, Layer, Option, RcMap, Schema, Scope, Semaphore } from "effect"
import { resolve } from "./as-of.ts"
import { damagedSnapshot, emptyStore, type Failure, newerSnapshot, olderSnapshot } from "./failures.ts"
import { pastSnapshots } from "./past-snapshots.ts"
import { waitingIn } from "./proposal.ts"
import { damagedPast, newerPast, olderPast } from "./snapshot-failures.ts"
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

const failures = { newer: newerSnapshot, older: olderSnapshot, damaged: damagedSnapshot }

/** Why the snapshot that should be served is not, as what the reader is told. */
export const failureOf = ({ reason }: Pick<SnapshotUnreadable, "reason">): Failure => failures[reason]

const pastFailures = { newer: newerPast, older: olderPast, damaged: damagedPast }
const pastFailureOf = ({ id, reason }: SnapshotUnreadable) => pastFailures[reason](id)

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

/** Reads what most answers are made of before anybody asks. */
const warm = ({ material, roll }: SnapshotFile) => Effect.ignore(Effect.all([material, roll]))

type Attached = RcMap.RcMap<SnapshotId, SnapshotFile, SnapshotUnreadable>

/** Follows the store's pointer: what it names is held attached; where that cannot be read, what it named before. */
const following = (store: string, attached: Attached) =>
  Effect.gen(function* () {
    const services = yield* Effect.context<FileSystem.FileSystem>()
    const folder = `${store}/snapshots`
    const turn = yield* Semaphore.make(1)
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
      yield* Effect.forkIn(Effect.interruptible(warm(held.file)), scope)
      if (before !== null) yield* Scope.close(before.scope, Exit.void)
    })
    const follow = Effect.flatMap(namedBy(`${store}/current`), (id) => {
      if (Option.isNone(id)) return Effect.void
      return id.value === held?.file.id ? Effect.sync(() => void (refused = null)) : swap(id.value)
    }).pipe(turn.withPermit, Effect.uninterruptible, Effect.provide(services))
    yield* Effect.addFinalizer(() => (held === null ? Effect.void : Scope.close(held.scope, Exit.void)))
    yield* follow
    return {
      current: Effect.map(follow, () => held?.file ?? null),
      trouble: Effect.map(follow, () => refused?.error ?? null)
    }
  })

const make = (store: string) =>
  Effect.gen(function* () {
    const services = yield* Effect.context<FileSystem.FileSystem>()
    const attached: Attached = yield* RcMap.make({
      lookup: (id: SnapshotId) => snapshotFile(`${store}/snapshots`, id)
    })
    const { current, trouble } = yield* following(store, attached)
    const past = yield* pastSnapshots(attached)
    const served = Effect.gen(function* () {
      const file = yield* current
      if (file !== null) return yield* Effect.mapError(RcMap.get(attached, file.id), failureOf)
      const refused = yield* trouble
      return yield* refused === null ? emptyStore : failureOf(refused)
    })
    const named = Effect.fn(function* (asOf: string) {
      const now = yield* current
      const id = yield* resolve(store, asOf, now?.timezone ?? "UTC")
      if (id !== now?.id) yield* Effect.mapError(past.keep(id), pastFailureOf)
      return yield* Effect.mapError(RcMap.get(attached, id), pastFailureOf)
    }, Effect.provide(services))
    const proposed = Effect.fn(function* () {
      const id = yield* waitingIn(store)
      if (Option.isNone(id)) return null
      yield* Effect.mapError(past.keep(id.value), pastFailureOf)
      return yield* Effect.mapError(RcMap.get(attached, id.value), pastFailureOf)
    }, Effect.provide(services))
    return {
      /** The snapshot that `current` names now, or the one before it where that cannot be read. */
      current,
      /**
       * Keeps a snapshot attached until the body is done, whatever is published meanwhile: the one that is served, or
       * that of a past date or id.
       */
      using: <A, E, R>(
        body: (file: SnapshotFile) => Effect.Effect<A, E, R>,
        asOf?: string
      ): Effect.Effect<A, E | Failure, Exclude<R, Scope.Scope>> =>
        Effect.scoped(Effect.flatMap(asOf === undefined ? served : named(asOf), body)),
      /** The same with the snapshot whose themes were found anew and wait for people; null while none wait. */
      usingProposal: <A, E, R>(
        body: (file: SnapshotFile) => Effect.Effect<A, E, R>
      ): Effect.Effect<A | null, E | Failure, Exclude<R, Scope.Scope>> =>
        Effect.scoped(
          Effect.flatMap(proposed(), (file): Effect.Effect<A | null, E, R> =>
            file === null ? Effect.succeed(null) : body(file)
          )
        ),
      trouble
    }
  })

/** Which snapshot is served: `current` is read at every request, so a published one is served by the next answer. */
export class Snapshots extends Context.Service<Snapshots, Effect.Success<ReturnType<typeof make>>>()(
  "server/Snapshots"
) {
  static readonly layer = (store: string) => Layer.effect(Snapshots, make(store))
}
