const looksLikeHtml = /<(p|div|br|span|table|td|li|ul|body|html|blockquote|font|b|i|a)\b[^>]{0,200}>/i

const named: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  laquo: "«",
  raquo: "»",
  mdash: "—",
  ndash: "–",
  hellip: "…",
  bdquo: "„",
  ldquo: "“",
  rdquo: "”",
  numero: "№",
  shy: ""
}

const character = (code: number): string =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ""

const entity = (whole: string, name: string): string => {
  if (name.startsWith("#")) {
    return character(
      /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    )
  }
  return named[name.toLowerCase()] ?? whole
}

/** Character references of HTML as characters; unknown names stay as they are. */
export const unescapeHtml = (text: string): string =>
  text.includes("&") ? text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, entity) : text

const silent = new Set(["script", "style", "head", "title", "noscript", "template"])
const block = /^(br|p|div|tr|li|ul|ol|table|h[1-6]|hr|pre|section|article|header|footer|dd|dt)$/
const quoting =
  /^(gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|appendonsend|divRplyFwdMsg|mail-quote|js-helper)/

interface Tag {
  readonly name: string
  readonly closing: boolean
  readonly attributes: string
  readonly end: number
}

const longestTag = 4_000

const tagAt = (html: string, at: number): Tag | undefined => {
  if (html.startsWith("<!--", at)) {
    const end = html.indexOf("-->", at + 4)
    return { name: "!", closing: false, attributes: "", end: end < 0 ? html.length : end + 3 }
  }
  const ahead = html.slice(at + 1, at + longestTag)
  const end = ahead.indexOf(">")
  const found = end < 0 ? null : /^(\/?)([a-z!?][a-z0-9:]{0,30})/i.exec(ahead)
  if (found === null) return undefined
  const attributes = ahead.slice(found[0].length, end)
  return { name: found[2]!.toLowerCase(), closing: found[1] === "/", attributes, end: at + 1 + end + 1 }
}

const afterClosing = (lower: string, name: string, from: number): number => {
  const end = lower.indexOf(`</${name}`, from)
  if (end < 0) return lower.length
  const close = lower.indexOf(">", end)
  return close < 0 ? lower.length : close + 1
}

/** The class or id by which mail programs mark what is quoted from an earlier letter. */
const isQuote = ({ attributes, name }: Tag): boolean => {
  if (name === "blockquote") return true
  const marks = /(?:class|id)\s*=\s*["']?([\w -]+)/i.exec(attributes)?.[1] ?? ""
  return marks.split(" ").some((mark) => quoting.test(mark))
}

/** Text of an HTML document in one pass: blocks on lines of their own, `quoteMark` where the first quote of an earlier letter begins. */
export const htmlText = (html: string): string => {
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  let text = ""
  let quoted = false
  for (let at = 0; at < html.length;) {
    const open = html.indexOf("<", at)
    const piece = html.slice(at, open < 0 ? html.length : open).replace(/\s+/g, " ")
    text += unescapeHtml(piece)
    if (open < 0) break
    const tag = tagAt(html, open)
    if (tag === undefined) {
      text += "<"
      at = open + 1
      continue
    }
    at = tag.end
    if (!tag.closing && silent.has(tag.name)) at = afterClosing(lower, tag.name, at)
    else if (!tag.closing && !quoted && isQuote(tag)) {
      quoted = true
      text += `\n${quoteMark}\n`
    } else if (block.test(tag.name)) text += "\n"
  }
  return text
}

/** A line that stands where an HTML letter begins to quote; `ownWords` cuts there. */
export const quoteMark = "-----Original Message-----"

/** Text as it is, or the text of it where it is HTML. */
export const plainText = (text: string): string => (looksLikeHtml.test(text) ? htmlText(text) : text)
