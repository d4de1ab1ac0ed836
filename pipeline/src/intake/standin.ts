import { createHash } from "node:crypto"
import type { Message, Normal } from "../message.ts"
import { Stream } from "effect"
export const resolve = (..._written: Array<Record<string, string | null>>) => ({
  school: null,
  district: null,
  role: null,
  service: null
})
export const maskText = (text: string) => text.replace(/\S+@\S+/g, "[почта]")
const make = (it: Normal): Message => {
  const messageId = createHash("sha256")
    .update(`${it.source}\0${it.externalId ?? `${it.text}\0${it.createdAt.toISOString()}\0${it.author}`}`)
    .digest("hex")
    .slice(0, 32)
  const { place: _, ...rest } = it
  return {
    ...rest,
    author: null,
    externalId: it.externalId ?? messageId,
    messageId,
    language: "ru",
    masked: {}
  } as unknown as Message
}
export const redact = <E, R>(items: Stream.Stream<Normal, E, R>) => Stream.map(items, make)
