import { Zip, ZipDeflate } from "fflate"
import type { CityRecord } from "../record.ts"
import type { Export } from "./export.ts"

/** A cell: a text, or an instant (milliseconds UTC) shown as a Moscow date. */
export type Cell = string | number

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter])

const column = (at: number): string =>
  (at < 26 ? "" : column(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

/** Days since 30 December 1899, as spreadsheets count. */
const serial = (at: number): string => ((at + 3 * 3_600_000) / 86_400_000 + 25569).toFixed(8)

const cellXml = (cell: Cell, at: string): string =>
  typeof cell === "number"
    ? `<c r="${at}" s="1"><v>${serial(cell)}</v></c>`
    : cell === ""
      ? ""
      : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`

const rowXml = (cells: ReadonlyArray<Cell>, row: number): string =>
  `<row r="${row}">${cells.map((cell, at) => cellXml(cell, column(at) + row)).join("")}</row>`

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

const parts = (sheet: string): Readonly<Record<string, string>> => ({
  "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  "_rels/.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  "xl/styles.xml": `${head}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`
})

export interface Workbook {
  readonly path: string
  readonly sheet: string
  readonly columns: ReadonlyArray<string>
  readonly row: (record: CityRecord) => ReadonlyArray<Cell>
}

const epoch = new Date(1980, 0, 1)

const opened = (zip: Zip, name: string): ZipDeflate => {
  const part = new ZipDeflate(name, { level: 6 })
  part.mtime = epoch
  zip.add(part)
  return part
}

/** An XLSX workbook of one sheet, deflated as it comes: memory does not grow with the rows. */
export const xlsxExport = ({ columns, path, row, sheet }: Workbook): Export => {
  const ready: Array<Uint8Array> = []
  const zip = new Zip((_, bytes) => ready.push(bytes))
  for (const [name, text] of Object.entries(parts(sheet))) opened(zip, name).push(Buffer.from(text), true)
  const part = opened(zip, "xl/worksheets/sheet1.xml")
  let waiting = `${head}<worksheet xmlns="${main}"><sheetData>${rowXml(columns, 1)}`
  let rows = 1
  const push = (last: boolean) => {
    part.push(Buffer.from(waiting), last)
    waiting = ""
  }
  const take = () => ready.splice(0).map((bytes) => ({ path, bytes }))
  return {
    add: (record) => {
      waiting += rowXml(row(record), ++rows)
      if (waiting.length > 1 << 18) push(false)
    },
    drain: take,
    close: () => {
      waiting += "</sheetData></worksheet>"
      push(true)
      zip.end()
      return take()
    }
  }
}
