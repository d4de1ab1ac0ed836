import { assert, describe, it } from "@effect/vitest"
import { formulaSafe, withoutApostrophe } from "@otklik/sql/export/cell"
import { csv } from "@otklik/sql/export/csv"
import { jsonl } from "@otklik/sql/export/jsonl"
import { mostRows, xlsx } from "@otklik/sql/export/xlsx"
import { parse } from "csv-parse/sync"
import { Effect } from "effect"
import * as fc from "fast-check"
import { inflateRawSync } from "node:zlib"

const parsed = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  parse(text, { bom: true, delimiter: ";", record_delimiter: "\r\n", relax_column_count: false })

const wild = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "=1+1",
    "+7 999",
    "-5",
    "@cmd",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "'=1",
    'a;"b"',
    "",
    "'"
  ),
  fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "＠"), fc.string()).map(([a, b]) => a + b)
)

const columns = [{ name: "title", title: "Тема" }, { name: "other" }]

describe("csv", () => {
  it("never begins a cell with what a spreadsheet would run, and gives every text back", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wild, wild), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parsed(csv.head(columns) + rows.map((row) => csv.row(row)).join("")).slice(1)
        assert.deepStrictEqual(
          read.map((row) => row.map(withoutApostrophe)),
          rows.map((row) => [...row])
        )
        for (const cell of read.flat()) assert.notMatch(cell, /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
      }),
      { numRuns: 20_000 }
    )
  })

  it("opens in Excel of a Russian Windows: BOM, semicolons, CRLF, decimal commas", () => {
    const text = csv.head(columns) + csv.row(["Отметки", 79.35])
    assert.strictEqual(text, "\uFEFFТема;other\r\nОтметки;79,35\r\n")
  })

  it("writes nothing for nothing, times in UTC and lists with a bar", () => {
    const at = new Date(Date.UTC(2025, 10, 8, 7, 2, 1))
    assert.strictEqual(
      csv.row([null, at, new Date(Date.UTC(2025, 10, 8)), ["а", "б"], true]),
      ";2025-11-08 07:02:01;2025-11-08;а | б;1\r\n"
    )
  })

  it("leaves harmless text as it is", () => {
    assert.strictEqual(formulaSafe("не работает вход"), "не работает вход")
  })
})

describe("jsonl", () => {
  it("gives one object a line that reads back", () => {
    fc.assert(
      fc.property(wild, fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), (text, number) => {
        const line = jsonl(columns)([text, number])
        assert.strictEqual(line.split("\n").length, 2)
        assert.strictEqual(JSON.parse(line).title, text)
      })
    )
  })
})

/** Text of one entry of a zip archive, by the sizes of its central directory. */
const entry = (zip: Buffer, name: string): string => {
  for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4)) {
    const length = zip.readUInt16LE(at + 28)
    if (zip.toString("utf8", at + 46, at + 46 + length) !== name) continue
    const local = zip.readUInt32LE(at + 42)
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    return inflateRawSync(zip.subarray(data, data + zip.readUInt32LE(at + 20))).toString("utf8")
  }
  throw new Error(`no ${name} in the archive`)
}

describe("xlsx", () => {
  it.effect("holds text as text, whatever it looks like, and no formula", () =>
    Effect.gen(function* () {
      const book = yield* xlsx("Очередь", columns, [
        ["=HYPERLINK(1)", 5],
        ["\u0001-1\ud800 & <b>", null]
      ])
      const sheet = entry(book, "xl/worksheets/sheet1.xml")
      assert.notInclude(sheet, "<f>")
      assert.include(sheet, 't="s"')
      const strings = entry(book, "xl/sharedStrings.xml")
      assert.include(strings, "=HYPERLINK(1)")
      assert.include(strings, "-1 &amp; &lt;b&gt;")
    })
  )

  it.effect("says in a sentence that it cannot hold more rows", () =>
    Effect.gen(function* () {
      const most = mostRows(1_000)
      const wide = Array.from({ length: 1_000 }, (_, i) => ({ name: `c${i}` }))
      const rows = Array.from({ length: most + 1 }, () => [])
      const failure = yield* Effect.flip(xlsx("a", wide, rows))
      assert.match(failure.message, /Narrow the filter, or take csv, jsonl or parquet/)
    })
  )

  it("never promises more than Excel can open", () => {
    assert.isBelow(mostRows(1), 1_048_576)
  })
})
