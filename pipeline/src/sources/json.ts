import type { Incremental } from "./incremental.ts"

/** One element of an array inside a JSON document: its text, where the array stands, and scalars of the objects around it. */
export interface Element {
  readonly path: string
  readonly text: string
  readonly around: Readonly<Record<string, string>>
  readonly fault?: string
}

export const longestElement = 4_000_000

interface Level {
  readonly array: boolean
  readonly path: string
  readonly around: Record<string, string>
  key: string
  atKey: boolean
}

const code = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  openBracket: 0x5b,
  closeBracket: 0x5d
}

const isBlank = (char: number) => char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09
const opens = (char: number) => char === code.openBrace || char === code.openBracket
const closes = (char: number) => char === code.closeBrace || char === code.closeBracket

/**
 * Elements of the arrays that `wanted` names by their path of keys («», «tickets», «chats.list.messages»), cut out of
 * a document of any size. Only the element being read is held; a document that ends too early says so once.
 */
export class JsonElements implements Incremental<string, Element> {
  readonly #wanted: (path: string) => boolean
  readonly #levels: Array<Level> = []
  #text = ""
  #at = 0
  #start = -1
  #inner = 0
  #quoted = false
  #found: Array<Element> = []
  #lost = false

  constructor(wanted: (path: string) => boolean) {
    this.#wanted = wanted
  }

  push(piece: string): ReadonlyArray<Element> {
    if (this.#lost) return []
    this.#keep()
    this.#text += piece
    for (; this.#at < this.#text.length && !this.#lost; this.#at++) this.#step()
    return this.#take()
  }

  end(): ReadonlyArray<Element> {
    if (!this.#lost && (this.#levels.length > 0 || this.#quoted))
      this.#lose("Файл обрывается: конца у JSON нет")
    return this.#take()
  }

  #take(): ReadonlyArray<Element> {
    const found = this.#found
    this.#found = []
    return found
  }

  /** Forgets what has been read and is not part of the value at hand. */
  #keep(): void {
    const from = this.#start < 0 ? this.#at : this.#start
    this.#text = this.#text.slice(from)
    this.#at -= from
    if (this.#start >= 0) this.#start = 0
    if (this.#text.length > longestElement)
      this.#lose(`Запись длиннее ${longestElement / 1_000_000} млн знаков или кавычки в ней не закрыты`)
  }

  #lose(fault: string): void {
    this.#lost = true
    const text = this.#start < 0 ? "" : this.#text.slice(this.#start, this.#start + 400)
    this.#found.push({ path: this.#levels.at(-1)?.path ?? "", text, around: {}, fault })
  }

  #step(): void {
    const char = this.#text.charCodeAt(this.#at)
    if (this.#quoted) this.#inString()
    else if (char === code.quote) this.#openString()
    else if (this.#inner > 0) this.#inside(char)
    else if (!isBlank(char)) this.#structure(char)
  }

  #openString(): void {
    if (this.#inner === 0 && this.#start < 0) this.#start = this.#at
    this.#quoted = true
  }

  #inString(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text.charCodeAt(this.#at)
      if (char === code.backslash) this.#at++
      else if (char === code.quote) {
        this.#quoted = false
        return
      }
    }
    this.#at--
  }

  #inside(char: number): void {
    if (opens(char)) this.#inner++
    else if (closes(char) && --this.#inner === 0) this.#finish(this.#at + 1)
  }

  #structure(char: number): void {
    const level = this.#levels.at(-1)
    if (opens(char)) this.#open(char === code.openBracket, level)
    else if (closes(char)) {
      this.#scalar(level)
      this.#levels.pop()
    } else if (char === code.comma) {
      this.#scalar(level)
      if (level !== undefined) level.atKey = !level.array
    } else if (char === code.colon && level !== undefined) this.#key(level)
    else if (this.#start < 0) this.#start = this.#at
  }

  #key(level: Level): void {
    level.key = this.#parsed(this.#text.slice(this.#start, this.#at)) ?? ""
    level.atKey = false
    this.#start = -1
  }

  #parsed(text: string): string | undefined {
    try {
      const value: unknown = JSON.parse(text)
      return typeof value === "object" ? undefined : String(value)
    } catch {
      return undefined
    }
  }

  #open(array: boolean, level: Level | undefined): void {
    const path =
      level === undefined || level.array
        ? (level?.path ?? "")
        : level.path === ""
          ? level.key
          : `${level.path}.${level.key}`
    const element = level !== undefined && level.array && this.#wanted(level.path)
    if (element || this.#levels.length > 8) {
      this.#start = this.#at
      this.#inner = 1
    } else
      this.#levels.push({
        array,
        path,
        around: array ? (level?.around ?? {}) : { ...level?.around },
        key: "",
        atKey: !array
      })
  }

  #scalar(level: Level | undefined): void {
    if (this.#start < 0) return
    if (level !== undefined && level.array) this.#finish(this.#at)
    else if (level !== undefined && !level.atKey) {
      const value = this.#parsed(this.#text.slice(this.#start, this.#at))
      if (value !== undefined && value.length < 200)
        level.around[level.path === "" ? level.key : `${level.path}.${level.key}`] = value
    }
    this.#start = -1
  }

  #finish(to: number): void {
    const level = this.#levels.at(-1)
    if (level !== undefined && level.array && this.#wanted(level.path)) {
      this.#found.push({ path: level.path, text: this.#text.slice(this.#start, to), around: level.around })
    }
    this.#start = -1
  }
}

const known =
  /^(tickets|messages|chats\.list\.messages|results|issues|items|records|requests|data|rows|answers|responses|suggestions|comments)$/

/** Which array of a document holds the records: the root itself, one with a telling name, else the first of objects. */
export const recordsPath = (head: string): string | undefined => {
  const elements = new JsonElements((path) => path.split(".").length <= 3).push(head)
  const paths = [
    ...new Set(
      elements
        .filter(({ text, fault }) => fault === undefined && text.startsWith("{"))
        .map(({ path }) => path)
    )
  ]
  if (paths.includes("")) return ""
  const nested = new JsonElements((path) => path === "chats.list.messages").push(head)
  if (nested.length > 0) return "chats.list.messages"
  return paths.find((path) => known.test(path)) ?? paths[0]
}
