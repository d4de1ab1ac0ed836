import { Clock, Context, Effect } from "effect"

export interface StepReport {
  readonly step: string
  readonly counts: Readonly<Record<string, number>>
  readonly seconds: number
}

export interface Listener {
  readonly begins: (step: string) => Effect.Effect<void>
  readonly ended: (report: StepReport) => Effect.Effect<void>
}

/** Hears of every step; the command line prints it. */
export const Progress = Context.Reference<Listener>("pipeline/Progress", {
  defaultValue: () => ({ begins: () => Effect.void, ended: () => Effect.void })
})

/** What every state of the line carries: counts and seconds of the steps behind it. */
export interface Travelled {
  readonly counts: Readonly<Record<string, number>>
  readonly seconds: Readonly<Record<string, number>>
}

export const start: Travelled = { counts: {}, seconds: {} }

/** Runs a body, tells how long it took and what it counted, and gives its result with the road so far. */
const travel = <A extends object, E, R>(
  name: string,
  behind: Travelled,
  body: Effect.Effect<A, E, R>,
  count: (result: A) => Readonly<Record<string, number>>
) =>
  Effect.gen(function* () {
    const progress = yield* Progress
    yield* progress.begins(name)
    const began = yield* Clock.currentTimeMillis
    const result = yield* body.pipe(Effect.withSpan(name))
    const seconds = ((yield* Clock.currentTimeMillis) - began) / 1000
    const counts = count(result)
    yield* progress.ended({ step: name, counts, seconds })
    return {
      ...result,
      counts: { ...behind.counts, ...counts },
      seconds: { ...behind.seconds, [name]: seconds }
    }
  })

/** The head of a line. */
export const source = <A extends object, E, R>(
  name: string,
  body: Effect.Effect<A, E, R>,
  count: (result: A) => Readonly<Record<string, number>>
): Effect.Effect<A & Travelled, E, R> => travel(name, start, body, count)

/** A fork of a line: one way for the states that pass the test, the other for the rest. */
export const fork =
  <A, B, C, E1, E2, R1, R2>(
    test: (state: A) => boolean,
    yes: (before: Effect.Effect<A>) => Effect.Effect<B, E1, R1>,
    no: (before: Effect.Effect<A>) => Effect.Effect<C, E2, R2>
  ) =>
  <E, R>(before: Effect.Effect<A, E, R>): Effect.Effect<B | C, E | E1 | E2, R | R1 | R2> =>
    Effect.flatMap(before, (state): Effect.Effect<B | C, E1 | E2, R1 | R2> =>
      test(state) ? yes(Effect.succeed(state)) : no(Effect.succeed(state))
    )

/** One step of a line: takes the state before it and gives the state after it. */
export const step =
  <A extends Travelled, B extends object, E2, R2>(
    name: string,
    body: (before: A) => Effect.Effect<B, E2, R2>,
    count: (result: B) => Readonly<Record<string, number>>
  ) =>
  <E, R>(before: Effect.Effect<A, E, R>): Effect.Effect<B & Travelled, E | E2, R | R2> =>
    Effect.flatMap(before, (state) => travel(name, state, body(state), count))
