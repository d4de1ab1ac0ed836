import helmet from "@fastify/helmet"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { isSecure } from "./actors.ts"
import type { Entry } from "./entry.ts"
import { foreignHost } from "./failures.ts"

const own = ["'self'"]
const none = ["'none'"]

/** No inline script or style, nothing from another origin, no frame around us. */
const headers = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: own,
      scriptSrc: own,
      scriptSrcAttr: none,
      styleSrc: own,
      imgSrc: ["'self'", "data:"],
      fontSrc: own,
      connectSrc: own,
      objectSrc: none,
      baseUri: none,
      formAction: own,
      frameAncestors: none
    }
  },
  referrerPolicy: { policy: "no-referrer" as const },
  crossOriginResourcePolicy: { policy: "same-origin" as const }
}

const loopback = /^(localhost|127(?:\.\d{1,3}){3}|::1)$/i

/** Whether a host's name or address is this machine's alone. */
export const isLoopback = (host: string): boolean => loopback.test(host.replace(/^\[|\]$/g, ""))

const nameIn = (host: string) => URL.parse(`http://${host}`)?.hostname ?? ""

/**
 * A page of another site whose name was pointed at us would carry that name here (DNS rebinding). Where people sign
 * in it would carry no cookie of ours; a demonstration trusts everyone, so it answers to this machine's names alone.
 */
const refuseForeignHost =
  ({ demonstration, origin }: Entry["Service"]) =>
  async ({ headers: { host = "" } }: FastifyRequest) => {
    const own =
      isLoopback(nameIn(host)) ||
      (!demonstration && (origin === null || nameIn(host) === URL.parse(origin)?.hostname))
    if (!own) throw foreignHost
  }

export const secure = async (app: FastifyInstance, entry: Entry["Service"]): Promise<void> => {
  await app.register(helmet, { ...headers, strictTransportSecurity: isSecure(entry) })
  app.addHook("onRequest", refuseForeignHost(entry))
}
