import { derived } from "@otklik/server/people/provider"
import { Effect } from "effect"
import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"

type Claims = Readonly<Record<string, unknown>>
type Fault = "nonce" | "expired" | "forged" | "unsigned" | "audience" | "broken"

/** An identity provider on this machine, as those of organisations are: what it does next is told by its fields. */
export interface StubProvider {
  readonly issuer: URL
  /** whom it signs in next, as what */
  somebody: Claims
  /** what is wrong with its next tokens */
  fault: Fault | null
  /** takes connections and answers none */
  silent: boolean
  /** a person who calls the sign-in off */
  refusing: boolean
  readonly asked: Array<string>
}

export const client = { id: "otklik", secret: "тайна клиента" }

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 })
const { privateKey, publicKey } = pair()
const stranger = pair()

interface Granted {
  readonly nonce: string | null
  readonly challenge: string | null
  readonly claims: Claims
}

/** What a provider gives a browser; it stands for the whole grant, so that a test can make one by itself. */
const codeOf = (granted: Granted) => encoded({ ...granted, n: randomUUID() })

/** The answer that a provider sends the browser of a secret back with. */
export const answerFor = (secret: string, claims: Claims): string => {
  const challenge = createHash("sha256").update(derived(secret, "verifier")).digest("base64url")
  const code = codeOf({ nonce: derived(secret, "nonce"), challenge, claims })
  return new URLSearchParams({ code, state: derived(secret, "state") }).toString()
}

const signed = (claims: Claims, fault: Fault | null) => {
  const head = { alg: fault === "unsigned" ? "none" : "RS256", kid: "one" }
  const text = `${encoded(head)}.${encoded(claims)}`
  if (fault === "unsigned") return `${text}.`
  const key = fault === "forged" ? stranger.privateKey : privateKey
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`
}

const tokenOf = (issuer: URL, { claims, nonce }: Granted, fault: Fault | null) => {
  const now = Math.floor(Date.now() / 1_000)
  const exp = fault === "expired" ? now - 600 : now + 300
  return signed(
    {
      iss: issuer.href.replace(/\/$/, ""),
      aud: fault === "audience" ? "somebody-else" : client.id,
      iat: now,
      exp,
      ...(nonce === null ? {} : { nonce: fault === "nonce" ? "another" : nonce }),
      ...claims
    },
    fault
  )
}

const bodyOf = async (request: IncomingMessage) => {
  let text = ""
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))

const isRight = (form: URLSearchParams, { challenge }: Granted) =>
  form.get("client_secret") === client.secret &&
  createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url") === challenge

const pagesOf = (provider: StubProvider, used: Set<string>) => {
  const { issuer } = provider
  const at = (path: string) => new URL(path, issuer).href
  return {
    "/.well-known/openid-configuration": (_: URL, __: IncomingMessage, response: ServerResponse) =>
      json(response, provider.fault === "broken" ? 500 : 200, {
        issuer: issuer.href.replace(/\/$/, ""),
        authorization_endpoint: at("/authorize"),
        token_endpoint: at("/token"),
        jwks_uri: at("/jwks"),
        scopes_supported: ["openid", "profile", "groups"],
        response_types_supported: ["code"]
      }),
    "/jwks": (_: URL, __: IncomingMessage, response: ServerResponse) =>
      json(response, 200, { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig" }] }),
    "/authorize": ({ searchParams: asked }: URL, _: IncomingMessage, response: ServerResponse) => {
      const code = codeOf({
        nonce: asked.get("nonce"),
        challenge: asked.get("code_challenge"),
        claims: provider.somebody
      })
      const back = new URL(asked.get("redirect_uri")!)
      if (provider.refusing) back.searchParams.set("error", "access_denied")
      else back.searchParams.set("code", code)
      back.searchParams.set("state", asked.get("state")!)
      response.writeHead(302, { location: back.href }).end()
    },
    "/token": async (_: URL, request: IncomingMessage, response: ServerResponse) => {
      const form = await bodyOf(request)
      if (provider.fault === "broken") return json(response, 500, {})
      const code = form.get("code") ?? ""
      const granted = JSON.parse(Buffer.from(code, "base64url").toString()) as Granted
      if (used.has(code) || !isRight(form, granted)) return json(response, 400, { error: "invalid_grant" })
      used.add(code)
      const id_token = tokenOf(issuer, granted, provider.fault)
      json(response, 200, { access_token: "access", token_type: "Bearer", id_token })
    }
  }
}

/** Runs on a free port until it is stopped. */
const listening = (provider: (issuer: URL) => StubProvider) =>
  new Promise<{ readonly stub: StubProvider; readonly stop: () => Promise<void> }>((resolve) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const stub = provider(new URL(`http://127.0.0.1:${(server.address() as { port: number }).port}`))
      const pages = pagesOf(stub, new Set())
      server.on("request", (request, response) => {
        const url = new URL(request.url!, stub.issuer)
        stub.asked.push(url.pathname)
        if (!stub.silent) void pages[url.pathname as keyof typeof pages](url, request, response)
      })
      const stop = () =>
        new Promise<void>((done) => {
          server.closeAllConnections()
          server.close(() => done())
        })
      resolve({ stub, stop })
    })
  })

export const startProvider = () =>
  listening((issuer) => ({
    issuer,
    somebody: {},
    fault: null,
    silent: false,
    refusing: false,
    asked: []
  }))

/** Runs until its scope ends. */
export const stubProvider = Effect.map(
  Effect.acquireRelease(Effect.promise(startProvider), ({ stop }) => Effect.promise(stop)),
  ({ stub }) => stub
)
