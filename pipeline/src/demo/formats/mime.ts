import { type Charset, encode } from "../charset.ts"

export interface Letter {
  readonly id: string
  readonly from: readonly [name: string, address: string]
  readonly to: string
  readonly subject: string
  readonly date: string
  readonly text: string
  readonly charset: Charset
  readonly encoding: "base64" | "quoted-printable"
  readonly client: string
}

const base64 = (text: string, charset: Charset): string =>
  Buffer.from(encode(text, charset)).toString("base64")

const word = (text: string, charset: Charset): string => `=?${charset}?B?${base64(text, charset)}?=`

/** A header's words as RFC 2047 encoded words of at most 30 letters each, folded. */
const header = (text: string, charset: Charset): string => {
  const pieces = Array.from({ length: Math.ceil(text.length / 30) }, (_, at) =>
    text.slice(at * 30, at * 30 + 30)
  )
  return pieces.map((piece) => word(piece, charset)).join("\r\n ")
}

const hex = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`

const quotedLine = (line: string, charset: Charset): string => {
  let out = ""
  let width = 0
  for (const byte of encode(line, charset)) {
    const said =
      byte >= 33 && byte <= 126 && byte !== 61 ? String.fromCharCode(byte) : byte === 32 ? " " : hex(byte)
    if (width + said.length > 72) {
      out += "=\r\n"
      width = 0
    }
    out += said
    width += said.length
  }
  return out.endsWith(" ") ? `${out.slice(0, -1)}=20` : out
}

const body = (letter: Letter): string =>
  letter.encoding === "base64"
    ? base64(letter.text.replaceAll("\n", "\r\n"), letter.charset).replace(/.{76}/g, "$&\r\n")
    : letter.text
        .split("\n")
        .map((line) => quotedLine(line, letter.charset))
        .join("\r\n")

/** A letter as it travels (RFC 5322, MIME), lines ended by CRLF, all ASCII. */
export const mime = (letter: Letter): string =>
  [
    `Message-ID: <${letter.id}>`,
    `Date: ${letter.date}`,
    `From: ${header(letter.from[0], letter.charset)} <${letter.from[1]}>`,
    `To: ${letter.to}`,
    `Subject: ${header(letter.subject, letter.charset)}`,
    `X-Mailer: ${letter.client}`,
    "MIME-Version: 1.0",
    `Content-Type: text/plain; charset=${letter.charset}`,
    `Content-Transfer-Encoding: ${letter.encoding}`,
    "",
    body(letter),
    ""
  ].join("\r\n")
