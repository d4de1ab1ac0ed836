const quote = 0x22
const backslash = 0x5c

const endOfString = (text: string, from: number): number => {
  let at = from + 1
  while (text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1
  return at + 1
}

const isBlank = (code: number) => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d

const pastBlanks = (text: string, from: number): number => {
  let at = from
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

const endOfValue = (text: string, from: number): number => {
  let depth = 0
  for (let at = from; at < text.length;) {
    const char = text[at]!
    if (char === '"') at = endOfString(text, at)
    else if (depth === 0 && (char === "," || char === "}")) return at
    else {
      if (char === "{" || char === "[") depth++
      else if (char === "}" || char === "]") depth--
      at++
    }
  }
  return text.length
}

/** Replaces the values of a field in the text of one valid JSON object; every other byte stays as it was written. */
export const withField = (text: string, field: string, replace: (value: string) => string): string => {
  let out = ""
  let kept = 0
  let at = text.indexOf("{") + 1
  for (at = pastBlanks(text, at); text.charCodeAt(at) === quote; at = pastBlanks(text, at)) {
    const keyEnd = endOfString(text, at)
    const key: unknown = JSON.parse(text.slice(at, keyEnd))
    const start = pastBlanks(text, text.indexOf(":", keyEnd) + 1)
    const end = endOfValue(text, start)
    if (key === field) {
      out += text.slice(kept, start) + replace(text.slice(start, end))
      kept = end
    }
    at = text[end] === "," ? end + 1 : end
  }
  return out + text.slice(kept)
}
