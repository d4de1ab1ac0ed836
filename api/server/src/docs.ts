import statics from "@fastify/static"
import { routes } from "@otklik/contract"
import type { FastifyInstance } from "fastify"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { openApi } from "./openapi.ts"

const assets = join(
  dirname(createRequire(import.meta.url).resolve("@fastify/swagger-ui/package.json")),
  "static"
)

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Otklik API</title>
    <link rel="icon" href="/api/docs/assets/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/assets/swagger-ui.css" />
  </head>
  <body>
    <div id="page"></div>
    <script src="/api/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`
const start = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#page", validatorUrl: null, deepLinking: true })\n`

/** The contract for machines at /api/openapi.json and for people at /api/docs: no inline script, nothing from afar. */
export const mountDocs = async (app: FastifyInstance): Promise<void> => {
  const document = JSON.stringify(openApi(routes))
  app.get("/api/openapi.json", (_, reply) => reply.type("application/json; charset=utf-8").send(document))
  app.get("/api/docs", (_, reply) => reply.type("text/html; charset=utf-8").send(page))
  app.get("/api/docs/start.js", (_, reply) => reply.type("text/javascript; charset=utf-8").send(start))
  await app.register(statics, {
    root: assets,
    prefix: "/api/docs/assets/",
    decorateReply: false,
    index: false,
    maxAge: "1d"
  })
}
