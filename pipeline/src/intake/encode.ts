import type { Encoding } from "./decode.ts"

const oneByte = (label: string): Uint8Array => {
  const decoder = new TextDecoder(label)
  const codes = new Uint8Array(65536)
  for (let byte = 0; byte < 256; byte++) {
    const letter = decoder.decode(Uint8Array.of(byte))
    if (letter !== "\ufffd") codes[letter.charCodeAt(0)] = byte
  }
  return codes
}

const bytesOf = (text: string, codes: Uint8Array, lost: () => void): Uint8Array => {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const byte = codes[text.charCodeAt(at)]!
    if (byte === 0 && text.charCodeAt(at) !== 0) lost()
    bytes[at] = byte === 0 && text.charCodeAt(at) !== 0 ? 0x3f : byte
  }
  return bytes
}

/** Text back to bytes of the encoding it was read in; a letter that it lacks becomes «?» and is told to `lost`. */
export const encoder = ({ because, name }: Encoding, lost: () => void): ((text: string) => Uint8Array) => {
  let mark = because === "bom" ? "\ufeff" : ""
  const marked = (text: string) => {
    const whole = mark + text
    mark = ""
    return whole
  }
  if (name === "utf-8") return (text) => Buffer.from(marked(text), "utf8")
  if (name === "utf-16le") return (text) => Buffer.from(marked(text), "utf16le")
  if (name === "utf-16be") return (text) => Buffer.from(marked(text), "utf16le").swap16()
  const codes = oneByte(name)
  return (text) => bytesOf(text, codes, lost)
}
