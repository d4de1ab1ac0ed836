import { Config, Effect, Option, Runtime, Schema } from "effect"
import { existsSync, mkdirSync } from "node:fs"
import { resolve } from "node:path"
import type { Entry } from "./entry.ts"
import { accountsMark } from "./people/accounts-mark.ts"
import { providerGiven, readProvider } from "./people/provider-given.ts"
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
  timezone: Config.String("OTKLIK_TIMEZONE").pipe(Config.withDefault("Europe/Moscow")),
  secondReadings: Config.Int("OTKLIK_SECOND_READINGS").pipe(Config.withDefault(40)),
  demonstration: Config.option(Config.Boolean("OTKLIK_DEMONSTRATION")),
  url: Config.option(Config.URL("OTKLIK_URL")),
  provider: providerGiven,
  database: Config.option(Config.Redacted("DATABASE_URL"))
})
type Given = Config.Success<typeof environment>

const cannot = (message: string) => new CannotStart({ message, exitCode: exitCodes.configuration })

const foreign = (host: string) =>
  cannot(
    `OTKLIK_HOST is ${host}: in a demonstration nobody has to sign in, so it listens on this machine alone. Set OTKLIK_DEMONSTRATION=off to let people sign in, or leave OTKLIK_HOST out.`
  )
/** A demonstration is what one sees at first; where somebody made accounts, or has an address for others, it is none. */
const demonstrates = ({ demonstration, url }: Given, store: string) =>
  Option.getOrElse(demonstration, () => Option.isNone(url) && !existsSync(accountsMark(store)))

const entryOf = (given: Given, store: string, provider: Entry["Service"]["provider"]): Entry["Service"] => ({
  demonstration: demonstrates(given, store),
  origin: Option.getOrNull(Option.map(given.url, ({ origin }) => origin)),
  timezone: given.timezone,
  provider
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

/** The server's settings by the names they have everywhere; an address that others can reach is for accounts alone. */
export const settings = Effect.gen(function* () {
  const given = yield* environment
  const store = resolve(given.store)
  if (!isLoopback(given.host) && Option.getOrElse(given.demonstration, () => true))
    return yield* foreign(given.host)
  const provider = yield* Effect.mapError(readProvider(given.provider, Option.isSome(given.url)), cannot)
  yield* folder(store)
  const { database, host, memory, port, secondReadings, threads } = given
  return {
    database,
    host,
    memory,
    port,
    secondReadings,
    threads,
    store,
    entry: entryOf(given, store, provider)
  }
}).pipe(Effect.catchTag("ConfigError", (error) => Effect.fail(unreadable(error))))
export type Settings = Effect.Success<typeof settings>
