import { Effect, Option, Schema } from "effect"
import { Settings } from "../settings.ts"
import { broken, orBroken, well } from "./finding.ts"

const patience = 3_000

const Description = Schema.Struct({
  issuer: Schema.String,
  authorization_endpoint: Schema.String,
  token_endpoint: Schema.String,
  jwks_uri: Schema.String
})

const describe = (issuer: string) =>
  Effect.tryPromise({
    try: async () => {
      const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`
      const answer = await fetch(url, { signal: AbortSignal.timeout(patience) })
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
      return (await answer.json()) as unknown
    },
    catch: (cause) =>
      cause instanceof TypeError || !(cause instanceof Error) ? new Error(`${issuer} does not answer`) : cause
  }).pipe(Effect.flatMap(Schema.decodeUnknownEffect(Description)))

const same = (one: string, other: string) => one.replace(/\/$/, "") === other.replace(/\/$/, "")

/** The provider of the organisation's accounts answers and is whom it is taken for. */
export const provider = Effect.gen(function* () {
  const { entry } = yield* Settings
  if (Option.isNone(entry.OTKLIK_OIDC_ISSUER)) return well("Sign-in", "names and passwords")
  const issuer = entry.OTKLIK_OIDC_ISSUER.value
  const told = yield* describe(issuer)
  return same(told.issuer, issuer)
    ? well("Sign-in", `${issuer} answers; names and passwords work as well`)
    : broken("Sign-in", `${issuer} calls itself ${told.issuer}`, "Give OTKLIK_OIDC_ISSUER that very name.")
}).pipe(
  orBroken(
    "Sign-in",
    "Check OTKLIK_OIDC_ISSUER and the network: people of the organisation cannot come in, names and passwords work."
  )
)
