import { Deferred, Effect, Ref, Schedule, type Scope } from "effect"

export interface Status<E> {
  readonly state: "opening" | "ready" | "down"
  readonly trouble: E | null
}

export interface KeptOpen<A, E> {
  /** waits while the thing is not open */
  readonly opened: Effect.Effect<A>
  /** says that it no longer works: it is released and opened anew; says nothing of one that is still opening */
  readonly lost: Effect.Effect<void>
  readonly status: Effect.Effect<Status<E>>
}

const backoff = Schedule.min([Schedule.exponential("200 millis"), Schedule.spaced("5 seconds")])

/**
 * Opens a scoped thing behind the scenes and opens it again, at growing intervals up to five seconds, whenever it
 * fails to open or is said to be lost. The same trouble is logged once.
 */
export const keptOpen = <A, E extends Error>(
  open: Effect.Effect<A, E, Scope.Scope>
): Effect.Effect<KeptOpen<A, E>, never, Scope.Scope> =>
  Effect.gen(function* () {
    const status = yield* Ref.make<Status<E>>({ state: "opening", trouble: null })
    const ready = yield* Ref.make(yield* Deferred.make<A>())
    const broken = yield* Ref.make(yield* Deferred.make<void>())
    const session = Effect.scoped(
      Effect.gen(function* () {
        const thing = yield* open
        yield* Ref.set(broken, yield* Deferred.make<void>())
        yield* Ref.set(status, { state: "ready", trouble: null })
        yield* Deferred.succeed(yield* Ref.get(ready), thing)
        yield* Deferred.await(yield* Ref.get(broken))
        yield* Ref.set(ready, yield* Deferred.make<A>())
        yield* Ref.set(status, { state: "down", trouble: null })
      })
    )
    const report = (trouble: E) =>
      Effect.flatMap(Ref.getAndSet(status, { state: "down", trouble }), (before) =>
        before.trouble?.message === trouble.message ? Effect.void : Effect.logWarning(trouble.message)
      )
    yield* session.pipe(Effect.tapError(report), Effect.retry(backoff), Effect.forever, Effect.forkScoped)
    return {
      opened: Effect.flatMap(Ref.get(ready), Deferred.await),
      lost: Effect.flatMap(Ref.get(broken), (it) => Deferred.succeed(it, undefined)),
      status: Ref.get(status)
    }
  })
