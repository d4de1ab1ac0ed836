import { Config, Effect, Runtime, Schema } from "effect"
import { resolve } from "node:path"
import { isLoopback } from "./security.ts"

/** Why the server does not start, as a sentence for the terminal. */
export class CannotStart extends Schema.TaggedError<CannotStart>()("CannotStart", {
  message: Schema.String,
  exitCode: Schema.Int
}) {
  override get [Runtime.errorExitCode]() {
    return this.exitCode
  }
}

/** sysexits.h */
export const exitCodes = { unavailable: 69, configuration: 78 } as const

const environment = Config.all({
  store: Config.String("OTKLIK_STORE").pipe(Config.withDefault("./.otklik")),
  host: Config.String("OTKLIK_HOST").pipe(Config.withDefault("127.0.0.1")),
  port: Config.Port("OTKLIK_PORT").pipe(Config.withDefault(4000)),
  memory: Config.String("OTKLIK_MEMORY").pipe(Config.withDefault("1GiB")),
  threads: Config.Int("OTKLIK_THREADS").pipe(Config.withDefault(2)),
  database: Config.option(Config.Redacted("DATABASE_URL"))
})

const foreign = (host: string) =>
  new CannotStart({
    message: `OTKLIK_HOST is ${host}: until people can sign in, Otklik listens on this machine alone. Leave it out, or set it to 127.0.0.1.`,
    exitCode: exitCodes.configuration
  })

/** The server's settings by the names they have everywhere; an address that others can reach is refused. */
export const settings = Effect.gen(function* () {
  const given = yield* environment
  if (!isLoopback(given.host)) return yield* foreign(given.host)
  return { ...given, store: resolve(given.store) }
}).pipe(
  Effect.catchTag("ConfigError", (error) =>
    Effect.fail(
      new CannotStart({
        message: `A setting cannot be read: ${error.message}`,
        exitCode: exitCodes.configuration
      })
    )
  )
)
export type Settings = Effect.Success<typeof settings>
