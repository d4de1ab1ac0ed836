import compress from "@fastify/compress"
import type { FastifyInstance } from "fastify"
import { constants } from "node:zlib"

/** A strong tag stands for bytes, and the compressed bytes are others. */
const tagByEncoding = async (reply: {
  getHeader: (name: string) => unknown
  header: (name: string, value: string) => unknown
}) => {
  const [tag, encoding] = [reply.getHeader("etag"), reply.getHeader("content-encoding")]
  if (typeof tag === "string" && typeof encoding === "string")
    reply.header("etag", tag.replace(/"$/, `-${encoding}"`))
}

/** brotli or gzip for what is longer than a packet, at a level that costs a millisecond rather than the smallest. */
export const compressAnswers = async (app: FastifyInstance): Promise<void> => {
  await app.register(compress, {
    encodings: ["br", "gzip"],
    threshold: 1_400,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 6 }
  })
  app.addHook("onRoute", (route) => {
    route.onSend = [
      ...[route.onSend ?? []].flat(),
      async (_, reply, payload) => (await tagByEncoding(reply), payload)
    ]
  })
}
