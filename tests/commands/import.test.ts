import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"

const entry = join(import.meta.dirname, "../../pipeline/bin/otklik.js")

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "commands-"))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const store = () => join(folder, "store")

const otklik = (...args: ReadonlyArray<string>) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [entry, ...args], {
    env: { ...process.env, OTKLIK_STORE: store() },
    encoding: "utf8"
  })
  return { status, said: stdout + stderr, lines: stdout.trimEnd().split("\n") }
}

const write = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const good =
  "id;дата;текст\n1;12.09.2026 10:15;Журнал не открывается, звоните +7 916 123-45-67\n2;12.09.2026;Дневник пуст\n"

it("a dry run shows how a file is understood, masks what it shows and lands nothing", () => {
  const { said, status } = otklik(
    "import",
    write("a.csv", `${good}3;31.02.2026;Пишите на petrov@mail.example\n`),
    "--dry-run"
  )
  expect(status).toBe(0)
  for (const word of [
    "utf-8",
    "«;»",
    "header in row 1",
    "externalId id",
    "createdAt  дата",
    "text       текст",
    "would go to quarantine"
  ]) {
    expect(said).toContain(word)
  }
  expect(said).not.toMatch(/123-45-67|petrov@/)
  expect(readdirSync(join(store(), "landed"))).toEqual([])
})

it("an import says that what was read is landed, duplicate or quarantined", () => {
  const { said, status } = otklik("import", join(folder, "a.csv"))
  expect(status).toBe(0)
  expect(said).toContain("read 3 = landed 2 + duplicates 0 + quarantined 1")
})

it("exit codes: 0 all read, 1 a file broke off, 2 a file was refused", () => {
  expect(otklik("import", write("b.csv", good)).status).toBe(0)
  const half = write("half.json", '[{"id":1,"created":"2026-09-12","text":"журнал завис"},{"id":2,"cre')
  expect(otklik("import", half).status).toBe(1)
  const refused = otklik("import", write("c.csv", ""), join(folder, "b.csv"), "--json")
  expect(refused.status).toBe(2)
  expect(refused.lines.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual([
    "refused",
    "done"
  ])
})

it("what stands in quarantine is listed, shown and, once mended, lands", () => {
  const listed = otklik("quarantine", "list", "--json").lines.map(
    (line) => JSON.parse(line) as { run: string; source: string }
  )
  const run = listed.find(({ source }) => source === "a")!.run
  expect(otklik("quarantine", "list", run).said).toContain("a.csv:4")
  expect(otklik("quarantine", "show", `${run}-1`).said).toContain("[почта]")
  write("a.csv", `${good}3;28.02.2026;Пишите на petrov@mail.example\n`)
  expect(otklik("quarantine", "replay", run).said).toContain("landed 1 + duplicates 2 + quarantined 0")
  expect(otklik("quarantine", "list", run).status).toBe(2)
})

it("no raw personal datum is anywhere in the store", () => {
  const files = readdirSync(store(), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  )
  for (const file of files) {
    const text = readFileSync(join(file.parentPath, file.name), "latin1")
    expect(text).not.toMatch(/123-45-67|petrov@mail/)
  }
})
