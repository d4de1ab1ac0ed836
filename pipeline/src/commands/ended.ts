import { Console, Data, Effect, Runtime } from "effect"

/** Ends a command with an exit code after all has been said. */
export class Ended extends Data.TaggedError("Ended")<{ readonly code: number }> {
  override readonly [Runtime.errorReported] = false
  override get [Runtime.errorExitCode]() {
    return this.code
  }
}

/** Says an expected failure in its own sentence and ends the command with a code; defects go on as they are. */
export const sayAndEnd =
  (code: number) =>
  <A, E extends { readonly message: string }, R>(
    body: Effect.Effect<A, E | Ended, R>
  ): Effect.Effect<A, Ended, R> =>
    Effect.catch(body, (failure) =>
      failure instanceof Ended
        ? Effect.fail(failure)
        : Effect.andThen(Console.error(failure.message), new Ended({ code }))
    )
