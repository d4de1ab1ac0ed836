import { markAt } from "../intake/redact/kind.ts"

const WORD = 1
const JOIN = 2
const TAIL = 3
const MUTE = 4

const kind = new Uint8Array(65536)
const fold = new Uint16Array(65536)
for (let code = 0; code < 65536; code++) {
  const letter = String.fromCharCode(code)
  const lower = letter.toLowerCase()
  fold[code] = lower.length === 1 ? lower.charCodeAt(0) : code
  kind[code] = /[\p{L}\p{N}]/u.test(letter) ? WORD : /[\p{M}\p{Cf}]/u.test(letter) ? MUTE : 0
}
fold["ё".charCodeAt(0)] = fold["Ё".charCodeAt(0)] = "е".charCodeAt(0)
fold["’".charCodeAt(0)] = "'".charCodeAt(0)
for (const joint of "'’-_.") kind[joint.charCodeAt(0)] = JOIN
for (const tail of "+#") kind[tail.charCodeAt(0)] = TAIL

const DOT = ".".charCodeAt(0)
const OPENING = "[".charCodeAt(0)
const mark = /\[[А-ЯЁA-Z][А-ЯЁA-Z0-9 _-]{0,30}\]/y

/** A token longer than this many code units is cut to them. */
export const LONGEST_TOKEN = 40

/** A dot joins «node.js» and «10.5», never two Russian sentences written without a space. */
const joins = (text: string, at: number): boolean => {
  const next = text.charCodeAt(at + 1)
  if (kind[next] !== WORD) return false
  return text.charCodeAt(at) !== DOT || (text.charCodeAt(at - 1) < 128 && next < 128)
}

/** «c++», «c#»: a tail follows a Latin letter or another tail, and nothing follows it. */
const trails = (text: string, at: number): boolean => {
  const before = text.charCodeAt(at - 1)
  return before < 128 && kind[text.charCodeAt(at + 1)] !== WORD
}

const afterMark = (text: string, at: number): number => {
  const ours = markAt(text, at)
  if (ours > 0) return at + ours
  mark.lastIndex = at
  return mark.test(text) ? mark.lastIndex : at + 1
}

/**
 * Calls `token` for each word of the text, lower-cased and with ё folded, in `codes[0..length)`; the marks that
 * redaction leaves («[ФИО]») are no words.
 */
export const scan = (text: string, codes: Uint16Array, token: (length: number) => void): void => {
  const end = text.length
  for (let at = 0; at < end;) {
    const first = text.charCodeAt(at)
    if (kind[first] !== WORD) {
      at = first === OPENING ? afterMark(text, at) : at + 1
      continue
    }
    let length = 0
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      const is = kind[code]
      if (is === MUTE) continue
      if (is === 0 || (is === JOIN && !joins(text, at)) || (is === TAIL && !trails(text, at))) break
      if (length < LONGEST_TOKEN) codes[length++] = fold[code]
    }
    token(length)
  }
}
