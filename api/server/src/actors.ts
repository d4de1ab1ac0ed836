import type { Database } from "@otklik/sql/database"
import { Context, Effect, Layer } from "effect"
import type { FastifyRequest } from "fastify"
import type { Actor } from "./actor.ts"
import { cookieOf } from "./cookie.ts"
import { Entry } from "./entry.ts"
import type { Failure } from "./failures.ts"
import { chosenCookie, readyPerson } from "./people/demonstration.ts"
import { machineOf } from "./people/machine-keys.ts"
import { personOf } from "./people/sessions.ts"
import type { Snapshots } from "./snapshots.ts"

export type Asking = Pick<FastifyRequest, "headers" | "ip">

/** Whether the session's cookie travels over TLS alone. */
export const isSecure = ({ origin }: Entry["Service"]): boolean => origin?.startsWith("https:") ?? false

/** The prefix makes a browser refuse the cookie from a neighbour's subdomain or without TLS. */
export const sessionCookie = (entry: Entry["Service"]): string =>
  isSecure(entry) ? "__Host-otklik" : "otklik-session"

/** The secret of a machine's key. */
export const bearerOf = ({ headers }: Pick<Asking, "headers">): string | undefined =>
  /^Bearer ([\w-]{1,200})$/i.exec(headers.authorization ?? "")?.[1]

const signedIn = Effect.fnUntraced(function* (request: Asking) {
  const key = bearerOf(request)
  if (key !== undefined) return yield* machineOf(key)
  const secret = cookieOf(request, sessionCookie(yield* Entry))
  return secret === undefined ? null : yield* personOf(secret, request.ip)
})

const whoever = Effect.fnUntraced(function* (request: Asking) {
  const { demonstration } = yield* Entry
  return demonstration ? yield* readyPerson(cookieOf(request, chosenCookie)) : yield* signedIn(request)
})

/** Tells who asks: by a key, by a session, or by choice in a demonstration; null where nobody has signed in. */
export class Actors extends Context.Service<
  Actors,
  { readonly of: (request: Asking) => Effect.Effect<Actor | null, Failure> }
>()("server/Actors") {
  static readonly layer = Layer.effect(
    Actors,
    Effect.map(Effect.context<Database | Entry | Snapshots>(), (context) => ({
      of: (request: Asking) => Effect.provide(whoever(request), context)
    }))
  )
}
