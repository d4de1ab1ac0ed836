import { parse } from "csv-parse/sync"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { CsvRows, detectDialect } from "@otklik/pipeline/sources/csv"
import { parseAll } from "@otklik/pipeline/sources/incremental"

const rows = (text: string, pieces: ReadonlyArray<string> = [text], delimiter = ";") =>
  parseAll(new CsvRows({ delimiter, newline: "\n" }), pieces)

const cells = (text: string) => rows(text).map((row) => row.cells)

const cut = (text: string, sizes: ReadonlyArray<number>): ReadonlyArray<string> => {
  const pieces: Array<string> = []
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length]!
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}

const field = fc.oneof(fc.stringMatching(/^[a-яА-Яё ]{0,12}$/u), fc.stringMatching(/^[a-z;,"\n\r ]{0,12}$/))
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })

describe("well-formed tables", () => {
  it("are read as csv-parse reads them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        (table) => {
          const text = table.map((row) => row.map(quoted).join(";")).join("\n")
          expect(cells(text)).toEqual(parse(text, { delimiter: ";", relax_column_count: true }))
        }
      )
    )
  })
})

describe("any text", () => {
  const anything = fc.stringMatching(/^[a";\n\r,ё]{0,60}$/)

  it("gives the same rows however it is cut into pieces", () => {
    fc.assert(
      fc.property(anything, sizes, (text, by) => {
        expect(rows(text, cut(text, by))).toEqual(rows(text))
      })
    )
  })

  it("loses no character but quotes, delimiters and newlines", () => {
    const letters = (text: string) => [...text].filter((char) => char === "a" || char === "ё").length
    fc.assert(
      fc.property(anything, (text) => {
        expect(letters(cells(text).flat().join(""))).toBe(letters(text))
      })
    )
  })
})

describe("tables that people have touched", () => {
  it("keep a quote inside a quoted field", () => {
    expect(cells('1;"Школа "Перспектива" не\nработает";x')).toEqual([
      ["1", 'Школа "Перспектива" не\nработает', "x"]
    ])
  })

  it("lose only the line where a quote was left open", () => {
    const read = rows('1;"ab\n2;"cd"\n3;"ef"')
    expect(read.map(({ cells: [first], fault }) => [first, fault])).toEqual([
      ['1;"ab', "Кавычка открыта и не закрыта"],
      ["2", undefined],
      ["3", undefined]
    ])
  })

  it("number their rows as a person counts them", () => {
    expect(rows('a\n\nb;"x\ny"\nc').map(({ row }) => row)).toEqual([1, 2, 3, 4])
  })
})

it.each([
  ["a;b;c\n1,5;2,5;3,5\n", ";"],
  ["a,b\n1;2,3\n4,5\n", ","],
  ["a\tb\n1\t2\n", "\t"],
  ["один столбец\nтекст, с запятой\nбез неё\nи ещё\n", ""],
  ["id;name;list\n1;x;a|b|c|d\n2;y;a|b|c|d\n", ";"],
  ["sep=|\na|b;c\n", "|"]
])("the delimiter of %j is «%s»", (text, delimiter) => {
  expect(detectDialect(text).delimiter).toBe(delimiter)
})
