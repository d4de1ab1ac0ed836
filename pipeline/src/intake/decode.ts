import type { Incremental } from "../sources/incremental.ts"

export interface Encoding {
  /** a label that TextDecoder knows */
  readonly name: string
  /** how it was found, for the person who reads `--dry-run` */
  readonly because: "given" | "bom" | "utf-8" | "zeros" | "fallback"
}

const aliases: Readonly<Record<string, string>> = {
  cp1251: "windows-1251",
  win1251: "windows-1251",
  cp866: "ibm866",
  dos: "ibm866",
  utf8: "utf-8",
  utf16: "utf-16le"
}

/** A TextDecoder label for what a person typed, or undefined where there is no such encoding. */
export const encodingNamed = (typed: string): string | undefined => {
  const name = aliases[typed.toLowerCase()] ?? typed
  try {
    return new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
const cyrillic = new TextDecoder("windows-1251")

const strictly = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

const newline = 0x0a

const fromBom = (head: Uint8Array): string | undefined => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8"
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le"
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be"
  return undefined
}

/** UTF-16 without a mark: ASCII (digits, delimiters, newlines) leaves zeros in one half of the bytes only. */
const fromZeros = (head: Uint8Array): string | undefined => {
  const zeros = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at & 1]!++
  const [even, odd] = zeros as [number, number]
  if (odd * 10 > head.length && even * 20 < odd) return "utf-16le"
  if (even * 10 > head.length && odd * 20 < even) return "utf-16be"
  return undefined
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(newline, from)
    const to = end < 0 ? bytes.length : end + 1
    yield bytes.subarray(from, to)
    from = to
  }
}

const ascii = (line: Uint8Array) => line.every((byte) => byte < 0x80)

const speaksUtf8 = (head: Uint8Array): boolean => {
  const whole = head.subarray(0, characterEnd(head))
  if (strictly(whole) !== undefined) return true
  for (const line of linesOf(whole)) if (!ascii(line) && strictly(line) !== undefined) return true
  return false
}

/** BOM, then strict UTF-8, then windows-1251; a file that holds both is UTF-8 with its foreign lines rescued. */
export const decideEncoding = (head: Uint8Array, given?: string): Encoding => {
  if (given !== undefined) return { name: given, because: "given" }
  const bom = fromBom(head)
  if (bom !== undefined) return { name: bom, because: "bom" }
  const zeros = fromZeros(head)
  if (zeros !== undefined) return { name: zeros, because: "zeros" }
  return speaksUtf8(head)
    ? { name: "utf-8", because: "utf-8" }
    : { name: "windows-1251", because: "fallback" }
}

/** Where the last whole UTF-8 character of the bytes ends. */
function characterEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needs > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

const longestCarry = 1 << 20

class Utf8Lines implements Incremental<Uint8Array, string> {
  #carry: Uint8Array = new Uint8Array(0)
  readonly #rescued: (lines: number) => void

  constructor(rescued: (lines: number) => void) {
    this.#rescued = rescued
  }

  push(piece: Uint8Array): ReadonlyArray<string> {
    const bytes = this.#carry.length === 0 ? piece : Buffer.concat([this.#carry, piece])
    const line = bytes.lastIndexOf(newline) + 1
    const cut = line > 0 ? line : bytes.length > longestCarry ? characterEnd(bytes) : 0
    this.#carry = bytes.subarray(cut)
    return cut === 0 ? [] : [this.#text(bytes.subarray(0, cut))]
  }

  end(): ReadonlyArray<string> {
    return this.#carry.length === 0 ? [] : [this.#text(this.#carry)]
  }

  #text(bytes: Uint8Array): string {
    return strictly(bytes) ?? this.#lineByLine(bytes)
  }

  #lineByLine(bytes: Uint8Array): string {
    let text = ""
    let rescued = 0
    for (const line of linesOf(bytes)) {
      const read = strictly(line)
      if (read === undefined) rescued++
      text += read ?? cyrillic.decode(line)
    }
    this.#rescued(rescued)
    return text
  }
}

class OneCharset implements Incremental<Uint8Array, string> {
  readonly #decoder: TextDecoder

  constructor(name: string) {
    this.#decoder = new TextDecoder(name)
  }

  push(piece: Uint8Array): ReadonlyArray<string> {
    return [this.#decoder.decode(piece, { stream: true })]
  }

  end(): ReadonlyArray<string> {
    return [this.#decoder.decode()]
  }
}

class WithoutMark implements Incremental<Uint8Array, string> {
  #first = true
  readonly #inner: Incremental<Uint8Array, string>

  constructor(inner: Incremental<Uint8Array, string>) {
    this.#inner = inner
  }

  push(piece: Uint8Array): ReadonlyArray<string> {
    return this.#strip(this.#inner.push(piece))
  }

  end(): ReadonlyArray<string> {
    return this.#strip(this.#inner.end())
  }

  #strip(texts: ReadonlyArray<string>): ReadonlyArray<string> {
    if (!this.#first || texts.length === 0) return texts
    this.#first = false
    return texts.map((text, index) => (index === 0 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text))
  }
}

/** Bytes to text in the decided encoding; lines of a UTF-8 file that are not UTF-8 are read as windows-1251 and told to `rescued`. */
export const decoder = (
  encoding: Encoding,
  rescued: (lines: number) => void
): Incremental<Uint8Array, string> =>
  new WithoutMark(
    encoding.name === "utf-8" && encoding.because !== "given"
      ? new Utf8Lines(rescued)
      : new OneCharset(encoding.name)
  )
