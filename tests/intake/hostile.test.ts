import { mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { ImportDesk } from "../fixtures/import-desk.ts"
import { xlsx, zip } from "../fixtures/zip.ts"

let desk: ImportDesk
beforeEach(() => void (desk = new ImportDesk()))
afterEach(() => desk.close())

const header = "id;дата;текст\n"
const row = (id: number | string, text = "Журнал не открывается") => `${id};12.09.2026 10:15;${text}\n`

const cp1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((char) => {
      const code = char.codePointAt(0)!
      return code < 128 ? code : char === "ё" ? 0xb8 : char === "Ё" ? 0xa8 : code - 0x410 + 0xc0
    })
  )

describe("a file that cannot be imported is refused with a sentence", () => {
  const encrypted = Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(600),
    Buffer.from("EncryptedPackage", "utf16le")
  ])
  const sheet = (rows: string) => xlsx(rows)
  const refusals: ReadonlyArray<readonly [string, string, () => string | Buffer, RegExp]> = [
    ["empty", "a.csv", () => "", /пуст/],
    ["blank", "a.csv", () => " \n\n  ", /пробелы/],
    ["a PDF", "a.csv", () => "%PDF-1.7 …", /PDF/],
    ["a picture", "a.csv", () => Buffer.from("89504e470d0a1a0a0000", "hex"), /картинка/],
    ["a program", "a.csv", () => Buffer.concat([Buffer.from("\x7fELF"), Buffer.alloc(500)]), /программа/],
    [
      "noise",
      "a.csv",
      () => Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 32)),
      /двоичный|UTF/
    ],
    [
      "an old .xls",
      "a.xlsx",
      () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
      /старый формат/
    ],
    ["an encrypted .xlsx", "a.xlsx", () => encrypted, /паролем/],
    [
      "an .xlsx with encrypted parts",
      "a.xlsx",
      () => zip({ "xl/workbook.xml": "<workbook/>" }, true),
      /паролем/
    ],
    ["a Word document", "a.xlsx", () => zip({ "word/document.xml": "<w/>" }), /Word/],
    ["another ZIP", "a.xlsx", () => zip({ "a.txt": "x" }), /ZIP/],
    ["an .xlsx cut in half", "a.xlsx", () => sheet("<row/>").subarray(0, 700), /обрывается/],
    [
      "an .xlsx with a doctype",
      "a.xlsx",
      () => zip({ "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' }),
      /повреждена/
    ],
    [
      "an .xlsx of too many parts",
      "a.xlsx",
      () => zip(Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`p${i}`, "x"]))),
      /файлов/
    ],
    ["an empty sheet", "a.xlsx", () => sheet(""), /таблицы/],
    ["HTML called .csv", "a.csv", () => "<html><table><tr><td>1</td></tr></table></html>", /HTML/],
    ["JSON without records", "a.json", () => '{"a": 1, "b": {"c": 2}}', /колонке текст/],
    ["gzip that is none", "a.csv.gz", () => Buffer.from("1f8b0800000000000003ffffffffffff", "hex"), /gzip/]
  ]

  it.each(refusals)("%s", async (_, name, content, sentence) => {
    const run = await desk.run(desk.write(name, content()))
    expect(run).toMatchObject({ outcome: "refused", read: 0, landed: 0 })
    expect(run.note).toMatch(sentence)
    expect(await desk.landed()).toEqual([])
    expect(desk.files("tmp")).toEqual([])
    expect(desk.files("runs")).toHaveLength(1)
  })

  it("a ZIP bomb, before anything of it is unpacked", async () => {
    const bomb = zip({
      "xl/workbook.xml": "<workbook/>",
      "xl/worksheets/sheet1.xml": Buffer.alloc(300 << 20, 32)
    })
    const run = await desk.run(desk.write("bomb.xlsx", bomb))
    expect(run.outcome).toBe("refused")
    expect(run.note).toMatch(/слишком большой объём/)
  })

  it("a file that is not there, a folder of nothing, links that go round, a pipe's place", async () => {
    expect((await desk.run(join(desk.folder, "none.csv"))).note).toMatch(/Файла нет/)
    mkdirSync(join(desk.folder, "empty"))
    expect((await desk.run(join(desk.folder, "empty"))).note).toMatch(/нет писем/)
    symlinkSync(join(desk.folder, "b"), join(desk.folder, "a"))
    symlinkSync(join(desk.folder, "a"), join(desk.folder, "b"))
    expect((await desk.run(join(desk.folder, "a"))).note).toMatch(/ссылка/)
    expect((await desk.run("/dev/null")).note).toMatch(/не обычный файл/)
  })

  it("a folder whose link leads to itself is walked once", async () => {
    desk.write(
      "letters/a.eml",
      "From: a@x.example\r\nDate: Sat, 12 Sep 2026 10:15:00 +0300\r\nSubject: s\r\n\r\nЖурнал завис\r\n"
    )
    symlinkSync(join(desk.folder, "letters"), join(desk.folder, "letters", "again"))
    expect(await desk.run(join(desk.folder, "letters"))).toMatchObject({ read: 1, landed: 1 })
  })

  it("an unknown profile, encoding or name of a source", async () => {
    const file = desk.write("a.csv", header + row(1))
    expect((await desk.run(file, { profile: "none" })).note).toMatch(/Есть: .*otrs/)
    expect((await desk.run(file, { encoding: "none" })).note).toMatch(/windows-1251/)
    expect((await desk.run(file, { source: "../a" })).note).toMatch(/Имя источника/)
  })

  it("a profile that does not fit the file", async () => {
    expect((await desk.run(desk.write("a.csv", header + row(1)), { profile: "jira" })).note).toMatch(
      /профиль «jira»/
    )
  })
})

describe("a bad row goes to quarantine and the rest lands", () => {
  const quarantined = async (text: string | Buffer) => {
    const run = await desk.run(desk.write("a.csv", text))
    return { run, reasons: desk.rejected(run).map(({ reason, row: at }) => [at, reason]) }
  }

  it("ragged rows", async () => {
    const { reasons, run } = await quarantined(
      `${header}${row(1)}2;12.09.2026\n3;12.09.2026;текст;лишнее\n${row(4)}`
    )
    expect(run).toMatchObject({ read: 4, landed: 2, quarantined: 2 })
    expect(reasons).toEqual([
      [3, "Ячеек 2, а в заголовке 3"],
      [4, "Ячеек 4, а в заголовке 3"]
    ])
  })

  it("a quote that never closes costs one line", async () => {
    const { reasons, run } = await quarantined(
      `${header}${row(1)}2;12.09.2026;"начало без конца\n${row(3)}${row(4)}`
    )
    expect(run).toMatchObject({ read: 4, landed: 3, quarantined: 1 })
    expect(reasons).toEqual([[3, "Кавычка открыта и не закрыта"]])
  })

  it("dates that do not exist, are empty or lie out of reason", async () => {
    const dates = ["31.02.2026", "", "12.09.1026", "12.09.2926", "завтра", "29.02.2024 23:59:59"]
    const { reasons, run } = await quarantined(
      header +
        dates.map((date, i) => `${i};${date};текст сообщения\n`).join("") +
        Array.from({ length: 20 }, (_, i) => row(100 + i)).join("")
    )
    expect(run).toMatchObject({ read: 26, landed: 21, quarantined: 5 })
    expect(reasons.map(([at]) => at)).toEqual([2, 3, 4, 5, 6])
  })

  it("a line of 100 MB", async () => {
    const { reasons, run } = await quarantined(
      Buffer.concat([Buffer.from(header + row(1)), Buffer.alloc(100 << 20, "x"), Buffer.from(`\n${row(2)}`)])
    )
    expect(run).toMatchObject({ read: 3, landed: 2, quarantined: 1 })
    expect(reasons[0]![1]).toMatch(/длиннее/)
  })

  it("rows without text", async () => {
    const { reasons } = await quarantined(`${header}${row(1)}2;12.09.2026; \u200b \n${row(3)}`)
    expect(reasons).toEqual([[3, "В записи нет текста"]])
  })

  it("lines of NDJSON that are no objects", async () => {
    const run = await desk.run(
      desk.write(
        "a.jsonl",
        '{"id":"1","created":"2026-09-12","text":"журнал завис"}\n{"id":\n[1]\n"x"\n{"id":"2","created":"2026-09-12","text":"дневник пуст"}\n{"id":"3","created":"2026-09-12","text":"чат молчит"}\n{"id":"4","created":"2026-09-12","text":"нет отметок"}\n'
      )
    )
    expect(run).toMatchObject({ read: 7, landed: 4, quarantined: 3, outcome: "done" })
  })
})

describe("what can be mended is mended", () => {
  it("NUL, controls, zero width and a lone surrogate go; ё and joined emoji stay", async () => {
    await desk.run(
      desk.write(
        "a.jsonl",
        `${JSON.stringify({ id: "1", created: "2026-09-12", text: "Ещё\u0000 не\u200b о\u0007ткрывается \ud800 \u{1f469}\u200d\u{1f3eb}  и\u0306" })}\n`
      )
    )
    expect((await desk.landed())[0]!.text).toBe("Ещё не открывается \ufffd \u{1f469}\u200d\u{1f3eb} й")
  })

  it("lines of windows-1251 in a UTF-8 file are read as such and told of", async () => {
    const file = desk.write(
      "a.csv",
      Buffer.concat([Buffer.from(header + row(1)), cp1251(row(2, "Дневник ещё пуст")), Buffer.from(row(3))])
    )
    const run = await desk.run(file)
    expect(run).toMatchObject({ read: 3, landed: 3 })
    expect(run.note).toContain("1 строка не в UTF-8")
    expect((await desk.landed()).map(({ text }) => text)).toContain("Дневник ещё пуст")
  })

  it("a file that turns windows-1251 after its first megabyte", async () => {
    const head = Array.from({ length: 20_000 }, (_, i) => row(i)).join("")
    const run = await desk.run(
      desk.write(
        "a.csv",
        Buffer.concat([Buffer.from(header + head), cp1251(row("последняя", "Дневник ещё пуст"))])
      )
    )
    expect(run).toMatchObject({ read: 20_001, landed: 20_001 })
    expect((await desk.landed()).at(-1)!.text).toBe("Дневник ещё пуст")
  })

  it.each([
    ["UTF-8 with a mark", (text: string) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16 little-endian", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 without a mark", (text: string) => Buffer.from(text, "utf16le")],
    ["windows-1251", cp1251],
    ["old Mac newlines", (text: string) => Buffer.from(text.replaceAll("\n", "\r"))],
    ["Windows newlines", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["sep= of Excel", (text: string) => Buffer.from(`sep=;\r\n${text}`)],
    ["gzip", (text: string) => gzipSync(text)]
  ])("%s", async (_, encode) => {
    await desk.run(desk.write("a.csv", encode(header + row(1) + row(2, "Ещё не открывается"))))
    expect((await desk.landed()).map(({ text }) => text)).toEqual([
      "Журнал не открывается",
      "Ещё не открывается"
    ])
  })

  it("formulas stay text", async () => {
    await desk.run(desk.write("a.csv", `${header}${row(1, "=HYPERLINK(1)")}${row(2, "-2+3 журнал")}`))
    expect((await desk.landed()).map(({ text }) => text)).toEqual(["=HYPERLINK(1)", "-2+3 журнал"])
  })

  it("columns called __proto__ and constructor are columns like any other", async () => {
    await desk.run(
      desk.write("a.csv", "id;__proto__;constructor;дата;текст\n1;p;c;12.09.2026;Журнал завис\n")
    )
    await desk.run(
      desk.write(
        "b.jsonl",
        '{"__proto__":{"polluted":"да"},"constructor":{"prototype":{"polluted":"да"}},"id":"1","created":"2026-09-12","text":"Журнал завис"}\n'
      )
    )
    expect(await desk.landed()).toHaveLength(2)
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined()
  })

  it("a text of a megabyte is cut with a mark", async () => {
    await desk.run(
      desk.write(
        "a.jsonl",
        `${JSON.stringify({ id: "1", created: "2026-09-12", text: "слово ".repeat(200_000) })}\n`
      )
    )
    const text = (await desk.landed())[0]!.text
    expect(text.endsWith("[…]")).toBe(true)
    expect(text.length).toBeLessThan(100_010)
  })
})

describe("a file that breaks off lands up to there", () => {
  it("JSON cut in half", async () => {
    const run = await desk.run(
      desk.write(
        "a.json",
        '{"tickets":[{"id":1,"created_at":"2026-09-12","subject":"а","description":"журнал завис"},{"id":2,"created_at":"2026-09-12","subj'
      )
    )
    expect(run).toMatchObject({ read: 2, landed: 1, quarantined: 1, outcome: "stopped" })
    expect(run.note).toMatch(/не до конца/)
  })

  it("gzip cut in half", async () => {
    const text =
      header +
      Array.from({ length: 30_000 }, (_, i) =>
        row(i, `Журнал ${(i * 7919) % 10007} не открывается ${(i * 104729) % 99991}`)
      ).join("")
    const packed = gzipSync(text)
    const run = await desk.run(desk.write("a.csv.gz", packed.subarray(0, packed.length / 2)))
    expect(run.outcome).toBe("stopped")
    expect(run.landed).toBeGreaterThan(1_000)
    expect(run.read).toBe(run.landed + run.quarantined)
  })
})
