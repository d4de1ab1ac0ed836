import { Config, ConfigProvider, Context, Effect, FileSystem, Layer, Option, Redacted, Schema } from "effect"

const file = "otklik.config.json"

/** A setting or the settings' file that cannot be used, as a sentence for the terminal. */
export class SettingsUnusable extends Schema.TaggedError<SettingsUnusable>()("SettingsUnusable", {
  message: Schema.String
}) {}

/** `OTKLIK_PORT cannot be used: expected a value between 1 and 65535.` of the many lines that a schema tells. */
const unreadable = ({ message }: Config.ConfigError) => {
  const [, expected = message, name = "A setting"] = /\(([^\n]+)\n\s+at \["(\w+)"\]/.exec(message) ?? []
  const what = `${expected.charAt(0).toLowerCase()}${expected.slice(1)}`
  return new SettingsUnusable({
    message: `${name} cannot be used: ${what}. Set it in the environment or in ${file}.`
  })
}

/** Settings that only the server reads: it says what is wrong with them. */
export const entryNames = [
  "OTKLIK_DEMONSTRATION",
  "OTKLIK_URL",
  "OTKLIK_OIDC_ISSUER",
  "OTKLIK_OIDC_CLIENT",
  "OTKLIK_OIDC_SECRET",
  "OTKLIK_OIDC_GROUPS",
  "OTKLIK_OIDC_ROLES",
  "OTKLIK_SECOND_READINGS"
] as const

const entry = Config.all(
  Object.fromEntries(entryNames.map((name) => [name, Config.option(Config.String(name))])) as Record<
    (typeof entryNames)[number],
    Config.Config<Option.Option<string>>
  >
)

/** Every setting by the one name it has in the environment and in otklik.config.json. */
export class Settings extends Context.Service<
  Settings,
  {
    readonly store: string
    readonly host: string
    readonly port: number
    readonly timezone: string
    readonly memory: string
    readonly threads: number
    readonly database: Option.Option<Redacted.Redacted<string>>
    readonly secret: Option.Option<Redacted.Redacted<string>>
    /** the server's own settings of how people come in and read, as they were given */
    readonly entry: Readonly<Record<(typeof entryNames)[number], Option.Option<string>>>
  }
>()("pipeline/Settings") {
  static readonly layer = Layer.effect(
    Settings,
    Effect.gen(function* () {
      return Settings.of({
        store: yield* Config.String("OTKLIK_STORE").pipe(Config.withDefault("./.otklik")),
        host: yield* Config.String("OTKLIK_HOST").pipe(Config.withDefault("127.0.0.1")),
        port: yield* Config.Port("OTKLIK_PORT").pipe(Config.withDefault(4000)),
        timezone: yield* Config.String("OTKLIK_TIMEZONE").pipe(Config.withDefault("Europe/Moscow")),
        memory: yield* Config.String("OTKLIK_MEMORY").pipe(Config.withDefault("1GiB")),
        threads: yield* Config.Int("OTKLIK_THREADS").pipe(Config.withDefault(2)),
        database: yield* Config.option(Config.Redacted("DATABASE_URL")),
        secret: yield* Config.option(Config.Redacted("OTKLIK_SECRET")),
        entry: yield* entry
      })
    }).pipe(Effect.catchTag("ConfigError", (error) => Effect.fail(unreadable(error))))
  )
}

const Values = Schema.fromJsonString(Schema.Record(Schema.String, Schema.Unknown))

const unparsable = () =>
  new SettingsUnusable({
    message: `${file} is not a JSON object of settings: mend it or take it away. For example: { "OTKLIK_PORT": "4000" }`
  })

/** The environment first, then otklik.config.json in the working folder. */
export const configuration = ConfigProvider.layerAdd(
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const text = (yield* files.exists(file)) ? yield* files.readFileString(file) : "{}"
    return ConfigProvider.fromUnknown(yield* Schema.decodeUnknownEffect(Values)(text))
  }).pipe(Effect.mapError(unparsable))
)
