import type { FastifyInstance } from "fastify"
import { Context, Effect, Layer } from "effect"
import { type AppOptions, buildApp } from "./app.ts"
import type { Run, Services } from "./endpoint.ts"
import { Entry } from "./entry.ts"
import { Place } from "./place.ts"
import { CannotStart, exitCodes } from "./settings.ts"

export interface Address {
  readonly host: string
  readonly port: number
}

const taken = (cause: unknown, { host, port }: Address) => {
  const { code, message } = cause as NodeJS.ErrnoException
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken: stop what listens there, or choose another port by OTKLIK_PORT.`,
    EACCES: `Port ${port} on ${host} is not ours to take: choose one above 1023 by OTKLIK_PORT.`
  }
  return new CannotStart({
    message: known[code ?? ""] ?? `Cannot listen on ${host}:${port}: ${message}`,
    exitCode: exitCodes.unavailable
  })
}

const listen = (app: FastifyInstance, address: Address) =>
  Effect.tryPromise({ try: () => app.listen({ ...address }), catch: (cause) => taken(cause, address) })

/**
 * The server while its layer lives: closing waits for the requests under way. `url` is where it is.
 */
export class Listening extends Context.Service<Listening, { readonly url: string }>()("server/Listening") {
  static readonly layer = (address: Address, logger: AppOptions["logger"]) =>
    Layer.effect(
      Listening,
      Effect.gen(function* () {
        const services = yield* Effect.context<Services>()
        const { dashboard } = yield* Place
        const entry = yield* Entry
        const run: Run = (effect, signal) => Effect.runPromiseWith(services)(effect, { signal })
        const app = yield* Effect.acquireRelease(
          Effect.promise(() => buildApp({ run, dashboard, entry, logger })),
          (it) => Effect.promise(() => it.close())
        )
        return { url: yield* listen(app, address) }
      })
    )
}
