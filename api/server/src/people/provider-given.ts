import { StaffRole } from "@otklik/contract/people"
import { Config, Effect, Option } from "effect"
import { isLoopback } from "../security.ts"
import { type ProviderSettings, readRoles } from "./provider-settings.ts"
import { returnPath } from "./provider.ts"

/** The provider's settings as they were given. */
export const providerGiven = Config.all({
  issuer: Config.option(Config.URL("OTKLIK_OIDC_ISSUER")),
  client: Config.option(Config.String("OTKLIK_OIDC_CLIENT")),
  secret: Config.option(Config.Redacted("OTKLIK_OIDC_SECRET")),
  groups: Config.String("OTKLIK_OIDC_GROUPS").pipe(Config.withDefault("groups")),
  roles: Config.String("OTKLIK_OIDC_ROLES").pipe(Config.withDefault(""))
})
type Given = Config.Success<typeof providerGiven>

const notSecret = "OTKLIK_OIDC_ISSUER must begin with https: what it says decides who comes in."
const noClient = "OTKLIK_OIDC_CLIENT is missing: give the name under which OTKLIK_OIDC_ISSUER knows Otklik."
const noUrl = `OTKLIK_URL is missing: OTKLIK_OIDC_ISSUER sends people back to it. Give the address that they open, and register it with ${returnPath} at the provider.`
const noRoles =
  "OTKLIK_OIDC_ROLES is missing: without it no group opens Otklik. For example: mes-curators=curator,mes-planners=planner"
const oddRole = (part: string) =>
  `OTKLIK_OIDC_ROLES holds ${JSON.stringify(part)}: give pairs group=role with commas between; roles are ${StaffRole.literals.join(", ")}.`

/** The provider, null where there is none; fails with a sentence where its settings cannot work. */
export const readProvider = Effect.fnUntraced(function* (
  { client, groups, issuer, roles, secret }: Given,
  hasUrl: boolean
) {
  if (Option.isNone(issuer)) return null
  const { hostname, protocol } = issuer.value
  if (protocol !== "https:" && !isLoopback(hostname)) return yield* Effect.fail(notSecret)
  if (Option.isNone(client)) return yield* Effect.fail(noClient)
  if (!hasUrl) return yield* Effect.fail(noUrl)
  const read = readRoles(roles)
  if (read.odd !== undefined) return yield* Effect.fail(oddRole(read.odd))
  if (read.roles.length === 0) return yield* Effect.fail(noRoles)
  return {
    issuer: issuer.value,
    client: client.value,
    secret: Option.getOrNull(secret),
    groups,
    roles: read.roles
  } satisfies ProviderSettings
})
