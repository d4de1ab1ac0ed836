import statics from "@fastify/static"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { notBuiltPage, notFound } from "./failures.ts"

/** Names that hold a hash of their content never mean anything else. */
const hashed = /[\\/]assets[\\/].+-[\w-]{8,}\.\w+$/
const year = "public, max-age=31536000, immutable"

const isPage = ({ headers, method, url }: FastifyRequest) =>
  method === "GET" && !url.startsWith("/api") && (headers.accept ?? "").includes("text/html")

const sendPage = async (dashboard: string, reply: FastifyReply) => {
  const html = await readFile(join(dashboard, "index.html")).catch(() => null)
  if (html === null) throw notBuiltPage
  return reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").send(html)
}

/** Serves the built dashboard, hashed files for ever. */
export const mountPages = async (app: FastifyInstance, dashboard: string): Promise<void> => {
  app.get("/", (_, reply) => sendPage(dashboard, reply))
  await app.register(statics, {
    root: dashboard,
    index: false,
    decorateReply: false,
    dotfiles: "ignore",
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header("cache-control", hashed.test(path) ? year : "no-cache")
  })
}

/** Any address that a person opens is the one page of the dashboard, which reads the address itself. */
export const pageOr404 = (dashboard: string, request: FastifyRequest, reply: FastifyReply) => {
  if (!isPage(request)) throw notFound
  return sendPage(dashboard, reply)
}
