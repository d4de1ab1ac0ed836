import { Config, ConfigProvider, Context, Effect, FileSystem, Layer, Option, Redacted } from "effect"

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
        secret: yield* Config.option(Config.Redacted("OTKLIK_SECRET"))
      })
    })
  )
}

/** The environment first, then otklik.config.json in the working folder. */
export const configuration = ConfigProvider.layerAdd(
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const text = yield* files.readFileString("otklik.config.json").pipe(Effect.orElseSucceed(() => "{}"))
    return ConfigProvider.fromUnknown(JSON.parse(text))
  })
)
