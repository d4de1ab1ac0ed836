import { Effect, type Stream } from "effect"
import type { BrokeOff } from "./bytes.ts"
import { flatten } from "./flatten.ts"
import { type Incremental, parseAll, through } from "./incremental.ts"
import { type Element, JsonElements, recordsPath } from "./json.ts"
import { type Line, Lines } from "./lines.ts"
import { type Found, isRaw, type Progress, type Readable, Refused } from "./source.ts"
import { isService, telegramFields } from "./telegram.ts"
import { type TextFile, untilBroken } from "./text-file.ts"

const sampled = 200

type Shape =
  | { readonly kind: "lines" }
  | { readonly kind: "document"; readonly path: string; readonly telegram: boolean }

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** One record a line: most of the first lines are whole objects by themselves, and not an export object on one line. */
const isLines = (head: string): boolean => {
  const lines = head.split("\n", 20).filter((line) => line.trim() !== "")
  const whole = lines.filter((line) => isObject(parsed(line)))
  if (lines.length === 1) return whole.length === 1 && recordsPath(head) === undefined
  return whole.length * 2 >= lines.length
}

const isTelegram = (path: string, head: string): boolean => {
  if (!/(^|\.)messages$/.test(path)) return false
  const first = new JsonElements((it) => it === path).push(head)[0]
  const message = first === undefined ? undefined : parsed(first.text)
  return isObject(message) && "date" in message && "type" in message
}

const shapeOf = (head: string): Shape | undefined => {
  if (isLines(head)) return { kind: "lines" }
  const path = recordsPath(head)
  return path === undefined ? undefined : { kind: "document", path, telegram: isTelegram(path, head) }
}

const notObject = "Запись не читается как объект JSON"

const record = (file: string, row: number, text: string, fault: string | undefined): Found => {
  const place = { file, row }
  if (fault !== undefined) return { place, fault, fragment: text }
  const value = parsed(text)
  return isObject(value) ? { place, fields: flatten(value) } : { place, fault: notObject, fragment: text }
}

class LineRecords implements Incremental<Line, Found> {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  push(line: Line): ReadonlyArray<Found> {
    return [record(this.#file, line.row, line.text, line.fault)]
  }

  end(): ReadonlyArray<Found> {
    return []
  }
}

class ElementRecords implements Incremental<Element, Found> {
  #row = 0
  readonly #file: string
  readonly #telegram: boolean
  readonly #skipped: () => void

  constructor(file: string, telegram: boolean, skipped: () => void) {
    this.#file = file
    this.#telegram = telegram
    this.#skipped = skipped
  }

  push(element: Element): ReadonlyArray<Found> {
    const place = { file: this.#file, row: ++this.#row }
    if (element.fault !== undefined)
      return [{ place, fault: element.fault, fragment: element.text, last: true }]
    if (!this.#telegram) return [record(this.#file, this.#row, element.text, undefined)]
    const message = parsed(element.text)
    if (!isObject(message)) return [{ place, fault: notObject, fragment: element.text }]
    if (!isService(message)) return [{ place, fields: telegramFields(message, element.around) }]
    this.#skipped()
    return []
  }

  end(): ReadonlyArray<Found> {
    return []
  }
}

type Step = (text: Stream.Stream<string, BrokeOff>) => Stream.Stream<Found, BrokeOff>

const steps = (file: string, shape: Shape, skipped: () => void) => {
  const lines = () => new LineRecords(file)
  if (shape.kind === "lines") {
    const stream: Step = (text) =>
      text.pipe(
        through(() => new Lines()),
        through(lines)
      )
    const head = (text: string) => parseAll(lines(), parseAll(new Lines(), [text]))
    return { stream, head }
  }
  const cut = () => new JsonElements((path) => path === shape.path)
  const stream: Step = (text) =>
    text.pipe(
      through(cut),
      through(() => new ElementRecords(file, shape.telegram, skipped))
    )
  const head = (text: string) =>
    parseAll(new ElementRecords(file, shape.telegram, () => {}), cut().push(text))
  return { stream, head }
}

const keysOf = (
  samples: ReadonlyArray<{ readonly fields: Readonly<Record<string, string>> }>
): ReadonlyArray<string> => [...new Set(samples.flatMap(({ fields }) => Object.keys(fields)))]

const nothing = "В файле JSON нет списка записей: нужен массив объектов или по объекту на строке."

/** JSON of any size: an export object with an array, an array, one object a line, or a Telegram Desktop export. */
export const readJson = Effect.fnUntraced(function* (text: TextFile, progress: Progress) {
  const { file } = text
  const shape = shapeOf(text.head)
  if (shape === undefined) return yield* new Refused({ file, sentence: nothing })
  const { head, stream } = steps(file, shape, () => void progress.skipped++)
  const samples = head(text.head).filter(isRaw).slice(0, sampled)
  if (samples.length === 0) return yield* new Refused({ file, sentence: nothing })
  const telegram = shape.kind === "document" && shape.telegram
  const reading = {
    kind: shape.kind === "lines" ? "NDJSON" : telegram ? "Telegram" : "JSON",
    encoding: text.encoding.name,
    delimiter: null,
    header: keysOf(samples),
    headerRow: 0,
    bytes: text.bytes
  } as const
  const records = stream(text.text).pipe(untilBroken(file))
  return { format: telegram ? "telegram" : "json", reading, samples, records } satisfies Readable
})
