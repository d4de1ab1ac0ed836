import { SaxesParser, type SaxesTagPlain } from "saxes"
import type { Row } from "./csv.ts"
import type { Incremental } from "./incremental.ts"

const bare = (name: string): string => name.slice(name.indexOf(":") + 1)

const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Reads XML by events; a doctype is refused, so entities cannot be declared. */
abstract class XmlPart<Out> implements Incremental<string, Out> {
  protected readonly parser = new SaxesParser()
  protected items: Array<Out> = []

  constructor() {
    this.parser.on("error", (error) => {
      throw error
    })
    this.parser.on("doctype", () => {
      throw new Error("doctype in a sheet")
    })
    this.parser.on("opentag", (tag) => this.open(bare(tag.name), tag))
    this.parser.on("closetag", (tag) => this.close(bare(tag.name)))
    this.parser.on("text", (text) => this.text(text))
    this.parser.on("cdata", (text) => this.text(text))
  }

  push(piece: string): ReadonlyArray<Out> {
    this.parser.write(piece)
    const items = this.items
    this.items = []
    return items
  }

  end(): ReadonlyArray<Out> {
    return []
  }

  protected open(_name: string, _tag: SaxesTagPlain): void {}
  protected close(_name: string): void {}
  protected text(_text: string): void {}
}

const attribute = (tag: SaxesTagPlain, name: string): string | undefined => tag.attributes[name]

/** `xl/workbook.xml` and its links: which part is the first visible sheet, and from which year days are counted. */
export class Workbook extends XmlPart<never> {
  readonly targets = new Map<string, string>()
  readonly #sheets: Array<{ readonly link: string; readonly hidden: boolean }> = []
  date1904 = false

  protected override open(name: string, tag: SaxesTagPlain): void {
    if (name === "Relationship") this.targets.set(attribute(tag, "Id") ?? "", attribute(tag, "Target") ?? "")
    else if (name === "workbookPr") this.date1904 = /^(1|true)$/.test(attribute(tag, "date1904") ?? "")
    else if (name === "sheet") {
      const state = attribute(tag, "state") ?? "visible"
      this.#sheets.push({ link: attribute(tag, "r:id") ?? "", hidden: state !== "visible" })
    }
  }

  firstSheet(targets: ReadonlyMap<string, string>): string {
    const sheet = this.#sheets.find(({ hidden }) => !hidden) ?? this.#sheets[0]
    const target = targets.get(sheet?.link ?? "") ?? "worksheets/sheet1.xml"
    return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`
  }
}

/** `xl/sharedStrings.xml`: plain and rich text; phonetic runs are left out. */
export class SharedStrings extends XmlPart<never> {
  readonly values: Array<string> = []
  #text = ""
  #inText = false
  #phonetic = false

  protected override open(name: string): void {
    if (name === "si") this.#text = ""
    else if (name === "rPh") this.#phonetic = true
    else if (name === "t") this.#inText = !this.#phonetic
  }

  protected override text(text: string): void {
    if (this.#inText) this.#text += text
  }

  protected override close(name: string): void {
    if (name === "t") this.#inText = false
    else if (name === "rPh") this.#phonetic = false
    else if (name === "si") this.values.push(unescaped(this.#text))
  }
}

const isBuiltInDate = (format: number) =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58)

const isDateCode = (code: string) =>
  /[dmyhsдмгчс]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, "").replace(/general|основной/gi, ""))

/** `xl/styles.xml`: which cell styles show a number as a date. */
export class Styles extends XmlPart<never> {
  readonly #codes = new Map<number, string>()
  readonly #formats: Array<number> = []
  #inCells = false

  protected override open(name: string, tag: SaxesTagPlain): void {
    if (name === "numFmt")
      this.#codes.set(Number(attribute(tag, "numFmtId")), attribute(tag, "formatCode") ?? "")
    else if (name === "cellXfs") this.#inCells = true
    else if (name === "xf" && this.#inCells) this.#formats.push(Number(attribute(tag, "numFmtId") ?? 0))
  }

  protected override close(name: string): void {
    if (name === "cellXfs") this.#inCells = false
  }

  readonly isDate = (style: number): boolean => {
    const format = this.#formats[style] ?? 0
    const code = this.#codes.get(format)
    return code === undefined ? isBuiltInDate(format) : isDateCode(code)
  }
}

export interface CellReading {
  readonly shared: ReadonlyArray<string>
  readonly isDate: (style: number) => boolean
  readonly date1904: boolean
}

const day = 86_400_000

/** An Excel serial number as wall-clock ISO text without a zone; day 60 of 1900, which never was, is 28 February. */
export const serialDate = (serial: number, date1904: boolean): string => {
  const from = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30)
  const date = new Date(from + Math.round((serial * day) / 1000) * 1000)
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 19)
}

/** Excel keeps long whole numbers as 2.0260912E15: as people see them. */
const plainNumber = (value: string): string =>
  /[eE]/.test(value) && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value

const widest = 1_024

const columnOf = (reference: string): number => {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at)
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

/** `xl/worksheets/sheetN.xml`: its rows with their numbers; empty rows are passed over. */
export class SheetRows extends XmlPart<Row> {
  readonly #reading: CellReading
  #cells: Array<string> = []
  #row = 0
  #column = 0
  #type = ""
  #style = 0
  #value = ""
  #taking = false
  #phonetic = false

  constructor(reading: CellReading) {
    super()
    this.#reading = reading
  }

  protected override open(name: string, tag: SaxesTagPlain): void {
    if (name === "c") this.#openCell(tag)
    else if (name === "v" || name === "t") this.#taking = !this.#phonetic
    else if (name === "rPh") this.#phonetic = true
    else if (name === "row") {
      this.#row = Number(attribute(tag, "r") ?? this.#row + 1)
      this.#cells = []
      this.#column = -1
    }
  }

  #openCell(tag: SaxesTagPlain): void {
    const reference = attribute(tag, "r")
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference)
    this.#type = attribute(tag, "t") ?? "n"
    this.#style = Number(attribute(tag, "s") ?? 0)
    this.#value = ""
  }

  protected override text(text: string): void {
    if (this.#taking) this.#value += text
  }

  protected override close(name: string): void {
    if (name === "v" || name === "t") this.#taking = false
    else if (name === "rPh") this.#phonetic = false
    else if (name === "c") this.#closeCell()
    else if (name === "row" && this.#cells.length > 0) this.items.push({ row: this.#row, cells: this.#cells })
  }

  #closeCell(): void {
    const text = this.#cellText()
    if (text === "" || this.#column < 0 || this.#column >= widest) return
    while (this.#cells.length < this.#column) this.#cells.push("")
    this.#cells[this.#column] = text
  }

  #cellText(): string {
    if (this.#type === "s") return this.#reading.shared[Number(this.#value)] ?? ""
    if (this.#type === "b") return this.#value === "1" ? "да" : "нет"
    if (this.#type === "e") return ""
    if (this.#type !== "n") return unescaped(this.#value)
    if (this.#value === "" || !this.#reading.isDate(this.#style)) return plainNumber(this.#value)
    return serialDate(Number(this.#value), this.#reading.date1904)
  }
}
