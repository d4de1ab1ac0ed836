import { Config, Effect, Runtime, Schema } from "effect"
import { mkdirSync } from "node:fs"
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

const unusable = (store: string, code: string) =>
  new CannotStart({
    message: `OTKLIK_STORE is ${store}: that cannot be used as a folder (${code}). Name a folder that this user may write to.`,
    exitCode: exitCodes.configuration
  })

/** `OTKLIK_PORT: expected a value between 1 and 65535` of the many lines that a schema tells. */
const unreadable = ({ message }: Config.ConfigError) => {
  const [, expected = message, name = "A setting"] = /\(([^\n]+)\n\s+at \["(\w+)"\]/.exec(message) ?? []
  return new CannotStart({
    message: `${name} cannot be used: ${expected.charAt(0).toLowerCase()}${expected.slice(1)}.`,
    exitCode: exitCodes.configuration
  })
}

const folder = (store: string) =>
  Effect.try({
    try: () => mkdirSync(store, { recursive: true }),
    catch: (cause) => unusable(store, (cause as NodeJS.ErrnoException).code ?? "")
  })

/** The server's settings by the names they have everywhere; an address that others can reach is refused. */
export const settings = Effect.gen(function* () {
  const given = yield* environment
  if (!isLoopback(given.host)) return yield* foreign(given.host)
  const store = resolve(given.store)
  yield* folder(store)
  return { ...given, store }
}).pipe(Effect.catchTag("ConfigError", (error) => Effect.fail(unreadable(error))))
export type Settings = Effect.Success<typeof settings>
