import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { run } from "./command-line.ts"

let folder = ""

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "otklik-themes-"))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const themesOf = (texts: ReadonlyArray<string>) => {
  const [input, out] = [join(folder, "texts.jsonl"), join(folder, "themes.jsonl")]
  writeFileSync(input, texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(""))
  const { status } = run(folder, ["themes", "--input", input, "--text", "text", "--id", "id", "--out", out])
  const lines = readFileSync(out, "utf8")
    .split("\n")
    .filter((line) => line !== "")
  return { status, rows: lines.map((line) => JSON.parse(line)) }
}

const scripts = ["журнал", "password", "зажурнaл", "日本語", "العربية", "οδηγός", "\u202eтсет"]
const hostile = [
  "😀😀",
  "403 500",
  "и в на не",
  "спасибо",
  "",
  "\u0000",
  "\ud800",
  "[ФИО]".repeat(500),
  ...Array.from({ length: 60 }, (_, i) => `${scripts[i % 7]} не работает ${scripts[(i * 3) % 7]} ${i}`),
  "ж".repeat(100_000),
  "журнал не работает ".repeat(5000),
  Array.from({ length: 9000 }, (_, i) => `слово${i.toString(36)}`).join(" ")
]

describe("themes of a file", () => {
  it("are none of an empty file", () => expect(themesOf([])).toStrictEqual({ status: 0, rows: [] }))

  it("come with the request inside the theme, and leave in none what says nothing, whatever the texts", () => {
    const { rows, status } = themesOf(hostile)
    expect(status).toBe(0)
    expect(rows.map(({ id }) => id)).toStrictEqual(hostile.map((_, id) => id))
    for (const { label, request, theme } of rows)
      expect(request === null ? [theme, label] : request.split("-")[0]).toStrictEqual(
        theme === null ? [null, null] : String(theme)
      )
    expect(rows.slice(0, 8).map(({ theme }) => theme)).toStrictEqual(Array.from({ length: 8 }, () => null))
    expect(rows[8].theme).not.toBeNull()
  })
})
