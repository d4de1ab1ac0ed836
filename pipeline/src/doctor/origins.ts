import { Effect, FileSystem, Option, Redacted, Schema } from "effect"
import { Settings } from "../settings.ts"

/** One setting as it stands and where it came from; a secret shows only that it is set. */
export interface Origin {
  readonly name: string
  readonly value: string
  readonly from: "environment" | "otklik.config.json" | "default"
}

const names = [
  "OTKLIK_STORE",
  "OTKLIK_HOST",
  "OTKLIK_PORT",
  "OTKLIK_DEMONSTRATION",
  "OTKLIK_URL",
  "OTKLIK_OIDC_ISSUER",
  "OTKLIK_OIDC_CLIENT",
  "OTKLIK_OIDC_SECRET",
  "OTKLIK_OIDC_GROUPS",
  "OTKLIK_OIDC_ROLES",
  "OTKLIK_SECOND_READINGS",
  "OTKLIK_TIMEZONE",
  "OTKLIK_MEMORY",
  "OTKLIK_THREADS",
  "OTKLIK_SECRET",
  "DATABASE_URL"
] as const
type Name = (typeof names)[number]

/** The address of a database without its password. */
const withoutPassword = (url: string): string => url.replace(/(:\/\/[^:/@]*):[^@]*@/, "$1:…@")

const values = ({
  database,
  entry,
  host,
  memory,
  port,
  secret,
  store,
  threads,
  timezone
}: Settings["Service"]) =>
  ({
    OTKLIK_STORE: store,
    OTKLIK_HOST: host,
    OTKLIK_PORT: String(port),
    OTKLIK_DEMONSTRATION: Option.getOrElse(entry.OTKLIK_DEMONSTRATION, () => "until there are accounts"),
    OTKLIK_URL: Option.getOrElse(entry.OTKLIK_URL, () => "what people type"),
    OTKLIK_OIDC_ISSUER: Option.getOrElse(entry.OTKLIK_OIDC_ISSUER, () => "none: names and passwords"),
    OTKLIK_OIDC_CLIENT: Option.getOrElse(entry.OTKLIK_OIDC_CLIENT, () => "none"),
    OTKLIK_OIDC_SECRET: Option.isSome(entry.OTKLIK_OIDC_SECRET) ? "(set)" : "none: PKCE alone",
    OTKLIK_OIDC_GROUPS: Option.getOrElse(entry.OTKLIK_OIDC_GROUPS, () => "groups"),
    OTKLIK_OIDC_ROLES: Option.getOrElse(entry.OTKLIK_OIDC_ROLES, () => "none"),
    OTKLIK_SECOND_READINGS: Option.getOrElse(entry.OTKLIK_SECOND_READINGS, () => "40"),
    OTKLIK_TIMEZONE: timezone,
    OTKLIK_MEMORY: memory,
    OTKLIK_THREADS: String(threads),
    OTKLIK_SECRET: Option.isSome(secret) ? "(set)" : `in ${store}.secret`,
    DATABASE_URL: Option.match(database, {
      onNone: () => "none: PGlite in the store",
      onSome: (url) => withoutPassword(Redacted.value(url))
    })
  }) satisfies Record<Name, string>

const fileNames = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const decode = Schema.decodeUnknownEffect(
    Schema.fromJsonString(Schema.Record(Schema.String, Schema.Unknown))
  )
  const found = yield* files.readFileString("otklik.config.json").pipe(
    Effect.flatMap(decode),
    Effect.orElseSucceed(() => ({}))
  )
  return new Set(Object.keys(found))
})

/** Every setting, in the order of the documentation. */
export const origins = Effect.fn("origins")(function* (
  environment: Readonly<Record<string, string | undefined>>
) {
  const settings = yield* Settings
  const inFile = yield* fileNames
  const value = values(settings)
  const from = (name: Name): Origin["from"] =>
    environment[name] !== undefined ? "environment" : inFile.has(name) ? "otklik.config.json" : "default"
  return names.map((name): Origin => ({ name, value: value[name], from: from(name) }))
})
