import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NodeServices } from "@effect/platform-node"
import { type Outcome, redactFile } from "@otklik/pipeline/intake/redact-file"
import { withField } from "@otklik/pipeline/sources/json-field"
import { sheetRows } from "@otklik/pipeline/sources/xlsx"
import { Effect, Stream } from "effect"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let folder = ""
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "redact-file-"))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const redacted = async (file: string, field: string) => {
  const outcome: Outcome = { records: 0, unread: 0, lost: 0, masked: {} }
  const body = redactFile(file, field, outcome).pipe(
    Effect.flatMap((bytes) => Stream.runCollect(bytes)),
    Effect.provide(NodeServices.layer)
  )
  return { bytes: Buffer.concat(await Effect.runPromise(body)), outcome }
}

const cp1251 = (text: string): Uint8Array => {
  const decoder = new TextDecoder("windows-1251")
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from([...text], (letter) => table.get(letter)!)
}

describe("JSONL", () => {
  it("keeps every byte but the field's value", async () => {
    const file = written(
      "a.jsonl",
      '{"id": 2026091010004521000, "x":1.0,"text":"тел. 89161234567","text2":"тел. 89161234567"}\n{"text":"пусто", "z":[1, {"text":"89161234567"}]}\n'
    )
    const { bytes, outcome } = await redacted(file, "text")
    expect(bytes.toString()).toBe(
      '{"id": 2026091010004521000, "x":1.0,"text":"тел. [телефон]","text2":"тел. 89161234567"}\n{"text":"пусто", "z":[1, {"text":"89161234567"}]}\n'
    )
    expect(outcome).toEqual({ records: 2, unread: 0, lost: 0, masked: { phone: 1 } })
  })

  it("masks a number and texts inside a list", async () => {
    const file = written(
      "b.jsonl",
      '{"t":89161234567}\n{"t":["Иванова Мария Петровна",{"a":"снилс 112-233-445 95"}]}\n'
    )
    expect((await redacted(file, "t")).bytes.toString()).toBe(
      '{"t":"[телефон]"}\n{"t":["[ФИО]",{"a":"снилс [СНИЛС]"}]}\n'
    )
  })

  it("masks a broken line whole", async () => {
    const file = written("c.jsonl", '{"t":"один"}\n{"t":"два"}\n{"t":"тел. 89161234567\n')
    const { bytes, outcome } = await redacted(file, "t")
    expect(outcome.unread).toBe(1)
    expect(bytes.toString()).not.toContain("89161234567")
  })

  it("says which fields there are where the asked one is absent", async () => {
    const file = written("d.jsonl", '{"t":"один"}\n')
    await expect(redacted(file, "text")).rejects.toThrow("Поля «text» нет. Есть: «t».")
  })
})

describe("CSV", () => {
  it("keeps delimiter, encoding, line ends and other columns", async () => {
    const text =
      'id;Текст;Кто\r\n1;"Иванова Мария Петровна;\nтел. 89161234567";Иванова М.П.\r\n2;всё работает;x\r\n'
    const { bytes, outcome } = await redacted(written("a.csv", cp1251(text)), "Текст")
    expect(new TextDecoder("windows-1251").decode(bytes)).toBe(
      'id;Текст;Кто\r\n1;"[ФИО];\nтел. [телефон]";Иванова М.П.\r\n2;всё работает;x\r\n'
    )
    expect(outcome).toEqual({ records: 2, unread: 0, lost: 0, masked: { name: 1, phone: 1 } })
  })
})

describe("XLSX", () => {
  it("is read back with the field masked", async () => {
    const { xlsx } = await import("@otklik/sql/export/xlsx")
    const columns = [{ name: "id" }, { name: "text" }]
    const book = await Effect.runPromise(xlsx("Лист1", columns, [["1", "тел. 89161234567"]]))
    const { bytes } = await redacted(written("a.xlsx", book), "text")
    const rows = await Effect.runPromise(
      Effect.scoped(Stream.runCollect(sheetRows(written("b.xlsx", bytes))))
    )
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["id", "text"],
      ["1", "тел. [телефон]"]
    ])
  })
})

describe("a field of a JSON object", () => {
  it("is replaced wherever it stands, and nothing else is", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue()),
        fc.integer({ min: 0, max: 4 }),
        (object, indent) => {
          const text = JSON.stringify({ ...object, field: "before" }, null, indent)
          const out = withField(text, "field", () => '"after"')
          expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify({ ...object, field: "after" })))
          expect(withField(text, "absent field", () => "0")).toBe(text)
        }
      )
    )
  })
})
