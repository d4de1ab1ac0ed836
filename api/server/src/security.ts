import helmet from "@fastify/helmet"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { foreignHost } from "./failures.ts"

const own = ["'self'"]
const none = ["'none'"]

/** No inline script or style, nothing from another origin, no frame around us; loopback has no TLS to insist on. */
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
  strictTransportSecurity: false,
  referrerPolicy: { policy: "no-referrer" as const },
  crossOriginResourcePolicy: { policy: "same-origin" as const }
}

const loopback = /^(localhost|127(?:\.\d{1,3}){3}|::1)$/i

/** Whether a host's name or address is this machine's alone. */
export const isLoopback = (host: string): boolean => loopback.test(host.replace(/^\[|\]$/g, ""))

/** A page of another site whose name was pointed at us would carry that name here (DNS rebinding). */
const refuseForeignHost = async ({ hostname }: FastifyRequest) => {
  if (!isLoopback(hostname)) throw foreignHost
}

export const secure = async (app: FastifyInstance): Promise<void> => {
  await app.register(helmet, headers)
  app.addHook("onRequest", refuseForeignHost)
}
