import { Context, Effect, Layer, Redacted } from "effect"
import { createHash } from "node:crypto"
import type * as Client from "openid-client"
import { Entry } from "../entry.ts"
import type { Failure } from "../failures.ts"
import { isLoopback } from "../security.ts"
import { noProvider, providerDown, providerRefused, providerUntrusted } from "./failures.ts"
import { groupsIn, type ProviderSettings } from "./provider-settings.ts"

/** The page of the dashboard that a provider sends people back to. */
export const returnPath = "/signed-in"

/** An account at the provider, as a signed token describes it. */
export interface ProviderAccount {
  readonly issuer: string
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
}

interface Shape {
  /** where a browser that keeps this secret is sent to sign in */
  readonly begin: (secret: string) => Effect.Effect<string, Failure>
  /** whom the provider's answer, a query, is about; only the browser that began can be answered */
  readonly finish: (secret: string, answer: string) => Effect.Effect<ProviderAccount, Failure>
}

/** Seconds to wait for the provider's description of itself, and for each later answer. */
const patience = { discovery: 2.5, answer: 5 }
/** Milliseconds for which a provider that answered is taken to be there: nobody is sent to one that is not. */
const fresh = 5_000

/** State, nonce and verifier: none of them tells another or the secret. */
export const derived = (secret: string, what: "state" | "nonce" | "verifier") =>
  createHash("sha256").update(`${what}\0${secret}`).digest("base64url")

const discover = async (settings: ProviderSettings) => {
  const client = await import("openid-client")
  const { client: id, issuer, secret } = settings
  const proof = secret === null ? client.None() : client.ClientSecretPost(Redacted.value(secret))
  const plain = issuer.protocol === "http:" && isLoopback(issuer.hostname)
  const found = await client.discovery(issuer, id, undefined, proof, {
    timeout: patience.discovery,
    execute: [client.enableNonRepudiationChecks, ...(plain ? [client.allowInsecureRequests] : [])]
  })
  found.timeout = patience.answer
  return { client, found }
}
type Known = Awaited<ReturnType<typeof discover>>

/** Beside what we always need, the groups where the provider tells them on demand. */
const scopeOf = ({ found }: Known, { groups }: ProviderSettings) =>
  ["openid", "profile", ...(found.serverMetadata().scopes_supported?.includes(groups) ? [groups] : [])].join(
    " "
  )

const address = async (known: Known, settings: ProviderSettings, secret: string, back: string) =>
  known.client.buildAuthorizationUrl(known.found, {
    redirect_uri: back,
    scope: scopeOf(known, settings),
    state: derived(secret, "state"),
    nonce: derived(secret, "nonce"),
    code_challenge: await known.client.calculatePKCECodeChallenge(derived(secret, "verifier")),
    code_challenge_method: "S256"
  }).href

/** Claims of the signed token, and what the provider tells besides where they leave out the groups. */
const account = async ({ client, found }: Known, { groups }: ProviderSettings, secret: string, came: URL) => {
  const tokens = await client.authorizationCodeGrant(found, came, {
    expectedState: derived(secret, "state"),
    expectedNonce: derived(secret, "nonce"),
    pkceCodeVerifier: derived(secret, "verifier")
  })
  const claims = tokens.claims()!
  const asks = groupsIn(claims, groups) === null && found.serverMetadata().userinfo_endpoint !== undefined
  const more = asks ? await client.fetchUserInfo(found, tokens.access_token, claims.sub) : {}
  return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } }
}

const unreached = new Set(["OAUTH_TIMEOUT", "OAUTH_ABORT", "OAUTH_RESPONSE_IS_NOT_CONFORM"])

/** What of a failure may be logged: a code of the protocol, never what the provider told of a person. */
const codeOf = (cause: unknown) => String((cause as Client.ClientError).code ?? (cause as Error).name)

const failureFor = (cause: unknown): Failure => {
  const { code, error, status } = cause as { code?: string; error?: string; status?: number }
  if (error === "access_denied") return providerRefused
  const down = code === undefined ? cause instanceof TypeError : unreached.has(code)
  return down || (status ?? 0) >= 500 ? providerDown : providerUntrusted
}

const attempt = <A>(what: string, as: (cause: unknown) => Failure, run: () => Promise<A>) =>
  Effect.tryPromise({ try: run, catch: (cause) => cause }).pipe(
    Effect.tapError((cause) => Effect.logWarning(`Sign-in provider, ${what}: ${codeOf(cause)}`)),
    Effect.mapError(as)
  )

const over = (settings: ProviderSettings, back: string) =>
  Effect.gen(function* () {
    const asked = attempt(
      "description",
      () => providerDown,
      () => discover(settings)
    )
    const [kept, forget] = yield* Effect.cachedInvalidateWithTTL(asked, fresh)
    const known = Effect.tapError(kept, () => forget)
    return {
      begin: (secret: string) =>
        Effect.flatMap(known, (it) =>
          attempt("address", failureFor, () => address(it, settings, secret, back))
        ),
      finish: (secret: string, answer: string) =>
        Effect.flatMap(known, (it) =>
          attempt("answer", failureFor, () => account(it, settings, secret, new URL(`${back}?${answer}`)))
        )
    } satisfies Shape
  })

const none: Shape = { begin: () => Effect.fail(noProvider), finish: () => Effect.fail(noProvider) }

/** Sign-in by the organisation's own accounts: OpenID Connect with code, PKCE, state, nonce and a checked signature. */
export class Provider extends Context.Service<Provider, Shape>()("server/Provider") {
  static readonly layer = Layer.effect(
    Provider,
    Effect.flatMap(Entry, ({ demonstration, origin, provider }) =>
      demonstration || provider === null || origin === null
        ? Effect.succeed(none)
        : over(provider, `${origin}${returnPath}`)
    )
  )
}
