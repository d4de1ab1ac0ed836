import { hash, verify } from "@node-rs/argon2"
import { Context, Effect, Layer, Semaphore } from "effect"
import { newSecret } from "./secret.ts"

/** OWASP's second choice of argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 4

const make = Effect.gen(function* () {
  const turn = yield* Semaphore.make(atOnce)
  const hashed = (password: string) => turn.withPermit(Effect.promise(() => hash(password, cost)))
  const nobody = yield* Effect.cached(hashed(newSecret()))
  const check = (known: string, password: string) =>
    turn.withPermit(Effect.promise(() => verify(known, password).catch(() => false)))
  return {
    hash: hashed,
    /** whether a password is the one that was hashed; without a hash takes as long and says no */
    matches: (known: string | null, password: string) =>
      Effect.flatMap(known === null ? nobody : Effect.succeed(known), (it) => check(it, password)).pipe(
        Effect.map((same) => same && known !== null)
      )
  }
})

/** Passwords as they are kept: at most four are hashed at once, 19 MiB each. */
export class Passwords extends Context.Service<Passwords, Effect.Success<typeof make>>()("server/Passwords") {
  static readonly layer = Layer.effect(Passwords, make)
}
