/** Longest text that is kept, in characters; the rest is cut with a mark. */
export const longestText = 100_000
export const cutMark = " […]"

const junk =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g
const joiners = /(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|\u200c/gu
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+/g
const plain = /^[\x20-\x7e\u0401\u0410-\u044f\u0451«»—–№…\n]*$/

const cut = (text: string): string => {
  if (text.length <= longestText) return text
  const last = text.charCodeAt(longestText - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? longestText - 1 : longestText) + cutMark
}

const withoutJunk = (text: string): string =>
  plain.test(text) ? text : text.normalize("NFC").replace(junk, "").replace(joiners, "").toWellFormed()

/** NFC, ё kept, control and zero-width characters out, runs of blanks made one, at most `longestText` characters. */
export const clean = (text: string): string =>
  withoutJunk(cut(text))
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .replace(spaces, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()

/** `clean` for a value of one line. */
export const cleanLine = (text: string): string => clean(text).replace(/\n+/g, " ")
