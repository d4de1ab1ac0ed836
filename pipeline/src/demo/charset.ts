const tableOf = (label: string): ReadonlyMap<string, number> => {
  const decoder = new TextDecoder(label)
  const bytes = Array.from({ length: 256 }, (_, byte) => byte)
  return new Map(bytes.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
}

const codes = (label: string): Uint8Array => {
  const out = new Uint8Array(65536).fill(63)
  for (const [letter, byte] of tableOf(label)) out[letter.charCodeAt(0)] = byte
  return out
}

export type Charset = "utf-8" | "windows-1251" | "koi8-r"

const known = new Map<Charset, Uint8Array>()

const codesOf = (charset: Charset): Uint8Array => {
  const found = known.get(charset) ?? codes(charset)
  known.set(charset, found)
  return found
}

/** Whether a charset has every letter of the text. */
export const covers = (text: string, charset: Charset): boolean => {
  if (charset === "utf-8") return true
  const table = codesOf(charset)
  for (let i = 0; i < text.length; i++) if (table[text.charCodeAt(i)] === 63 && text[i] !== "?") return false
  return true
}

/** Bytes of a text; what a one-byte charset lacks becomes a question mark. */
export const encode = (text: string, charset: Charset): Uint8Array => {
  if (charset === "utf-8") return Buffer.from(text, "utf8")
  const table = codesOf(charset)
  const out = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) out[i] = table[text.charCodeAt(i)]
  return out
}
