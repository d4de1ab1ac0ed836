import { Context, Effect, Layer } from "effect"
import type { FastifyRequest } from "fastify"
import { type Actor, owner } from "./actor.ts"
import type { Failure } from "./failures.ts"

/** Tells who asks; null where nobody has signed in. */
export class Actors extends Context.Service<
  Actors,
  { readonly of: (request: FastifyRequest) => Effect.Effect<Actor | null, Failure> }
>()("server/Actors") {
  /** A server without accounts, which listens on this machine alone. */
  static readonly layerOwner = Layer.succeed(Actors, { of: () => Effect.succeed(owner) })
}
