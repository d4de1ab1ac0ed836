import { createHash, createHmac } from "node:crypto"
import type { Message, Normal } from "../message.ts"
import { language } from "../triage/language.ts"
import { addresses } from "./redact/addresses.ts"
import { Finds } from "./redact/finds.ts"
import { type Kind, marks, type Span } from "./redact/kind.ts"
import { links } from "./redact/links.ts"
import { names } from "./redact/names.ts"
import { numbers } from "./redact/numbers.ts"
import { Tokens } from "./redact/tokens.ts"

/** One masked piece: where it stood in the text as it came, UTF-16 units, `end` exclusive. */
export interface Masked {
  readonly type: Kind
  readonly start: number
  readonly end: number
}

/** A text without personal data, how many pieces of each type were masked, and where. */
export interface Redacted {
  readonly text: string
  readonly masked: Readonly<Partial<Record<Kind, number>>>
  readonly marks: ReadonlyArray<Masked>
}

const tokens = new Tokens()

const spansOf = (text: string): ReadonlyArray<Span> => {
  const finds = new Finds(tokens.scan(text))
  links(finds)
  numbers(finds)
  addresses(finds)
  names(finds)
  return finds.spans.length > 1 ? finds.spans.sort((a, b) => a.start - b.start) : finds.spans
}

const replaced = (text: string, spans: ReadonlyArray<Span>): string => {
  let out = ""
  let from = 0
  for (const { end, kind, start } of spans) {
    out += text.slice(from, start) + marks[kind]
    from = end
  }
  return out + text.slice(from)
}

const counted = (spans: ReadonlyArray<Span>): Redacted["masked"] => {
  const counts: Partial<Record<Kind, number>> = {}
  for (const { kind } of spans) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** Finds of a masked text by their places in the text before: marks are never inside what is found, so places are exact. */
const placedBack = (later: ReadonlyArray<Span>, earlier: ReadonlyArray<Span>): ReadonlyArray<Span> => {
  let shift = 0
  let passed = 0
  return later.map(({ end, kind, start }) => {
    for (; passed < earlier.length && earlier[passed].start + shift < start; passed++)
      shift += marks[earlier[passed].kind].length - (earlier[passed].end - earlier[passed].start)
    return { kind, start: start - shift, end: end - shift }
  })
}

const both = (earlier: ReadonlyArray<Span>, later: ReadonlyArray<Span>): ReadonlyArray<Span> =>
  [...earlier, ...placedBack(later, earlier)].sort((a, b) => a.start - b.start)

/** A mark may bring to light what stood in its shadow (a number after a number): so many times the text is read again. */
const rounds = 5

/** Masks the personal data of a text by typed marks («[ФИО]»); a masked text comes back as it is. Time is linear. */
export const redactText = (text: string): Redacted => {
  let spans = spansOf(text)
  if (spans.length === 0) return { text, masked: {}, marks: [] }
  let masked = replaced(text, spans)
  for (let round = 1; round < rounds; round++) {
    const more = spansOf(masked)
    if (more.length === 0) break
    masked = replaced(masked, more)
    spans = both(spans, more)
  }
  return {
    text: masked,
    masked: counted(spans),
    marks: spans.map(({ end, kind, start }) => ({ type: kind, start, end }))
  }
}

/** A text with its personal data masked. */
export const maskText = (text: string): string => redactText(text).text

const authorOf = (author: string | null, key: string): string | null => {
  const named = author?.normalize("NFC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim() ?? ""
  return named === "" ? null : createHmac("sha256", key).update(named).digest("hex").slice(0, 16)
}

const idOf = ({ author, createdAt, externalId, source, text }: Normal): string =>
  createHash("sha256")
    .update(`${source}\0${externalId ?? `${text}\0${createdAt.toISOString()}\0${author}`}`)
    .digest("hex")
    .slice(0, 32)

const none: Redacted = { text: "", masked: {}, marks: [] }

const together = (a: Redacted["masked"], b: Redacted["masked"]): Readonly<Record<string, number>> => {
  const sum: Record<string, number> = { ...a }
  for (const [kind, count] of Object.entries(b)) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}

/** The only maker of a message that may be stored: texts masked, the author as a hash of 16 hexadecimal digits by the key. */
export const redact =
  (key: string) =>
  (normal: Normal): Message => {
    const { author, externalId, place: _, ...rest } = normal
    const messageId = idOf(normal)
    const subject = normal.subject === null ? none : redactText(normal.subject)
    const text = redactText(normal.text)
    const message: Omit<Message, keyof Message & symbol> = {
      ...rest,
      messageId,
      externalId: externalId ?? messageId,
      author: authorOf(author, key),
      subject: normal.subject === null ? null : subject.text,
      text: text.text,
      status: normal.status === null ? null : maskText(normal.status),
      language: language(normal.text),
      masked: together(subject.masked, text.masked)
    }
    return message as Message
  }
