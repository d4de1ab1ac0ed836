import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NodeServices } from "@effect/platform-node"
import { IdSet } from "@otklik/pipeline/warehouse/id-set"
import { exclusively } from "@otklik/pipeline/warehouse/lock"
import { sortLines } from "@otklik/pipeline/warehouse/sort-lines"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { ImportDesk } from "../fixtures/import-desk.ts"

let desk: ImportDesk
beforeEach(() => void (desk = new ImportDesk()))
afterEach(() => desk.close())

const table = (from: number, to: number) =>
  `id;дата;текст\n${Array.from({ length: to - from }, (_, i) => `${from + i};${String(1 + ((from + i) % 28)).padStart(2, "0")}.0${1 + ((from + i) % 9)}.2026 10:15;Журнал ${from + i} не открывается\n`).join("")}`

describe("nothing lands twice", () => {
  it("from the same file", async () => {
    const file = desk.write("a.csv", table(0, 300))
    expect(await desk.run(file)).toMatchObject({ read: 300, landed: 300, duplicates: 0 })
    const before = desk.files("landed")
    expect(await desk.run(file)).toMatchObject({ read: 300, landed: 0, duplicates: 300 })
    expect(desk.files("landed")).toEqual(before)
  })

  it("from exports that overlap", async () => {
    await desk.run(desk.write("a.csv", table(0, 300)), { source: "desk" })
    expect(await desk.run(desk.write("b.csv", table(200, 500)), { source: "desk" })).toMatchObject({
      landed: 200,
      duplicates: 100
    })
    const ids = (await desk.landed()).map((row) => row.external_id)
    expect(new Set(ids).size).toBe(500)
    expect(ids).toHaveLength(500)
  })

  it("but another source's ids are its own", async () => {
    const file = desk.write("a.csv", table(0, 10))
    await desk.run(file, { source: "one" })
    expect(await desk.run(file, { source: "two" })).toMatchObject({ landed: 10 })
  })
})

it("the same file gives the same bytes in another store", async () => {
  const file = desk.write("a.csv", table(0, 500))
  const other = new ImportDesk()
  await desk.run(file)
  await other.run(file)
  expect(other.files("landed")).toEqual(desk.files("landed"))
  other.close()
})

it("months are apart and sorted by message id", async () => {
  await desk.run(desk.write("a.csv", table(0, 900)))
  const months = new Set(
    desk
      .files("landed")
      .map((name) => name.split("/")[1])
      .filter((it) => it !== undefined)
  )
  expect(months.size).toBe(9)
  expect(await desk.landed()).toHaveLength(900)
})

it("whatever is read is landed, a duplicate or quarantined", async () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-яё0-9 ."\n;]{0,12}$/u),
    fc.constantFrom("1", "2", "12.09.2026", "31.02.2026", '"', "\u0000", "\ud800")
  )
  const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(";"))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
      const other = new ImportDesk()
      const run = await other.run(
        other.write("a.csv", `id;дата;текст\n1;12.09.2026;Журнал не открывается\n${lines.join("\n")}`)
      )
      expect(run.read).toBe(run.landed + run.duplicates + run.quarantined)
      expect((await other.landed()).length).toBe(run.landed)
      expect(other.rejected(run).length).toBe(run.quarantined)
      other.close()
    }),
    { numRuns: 40 }
  )
})

it("any lines of NDJSON are counted to the last", async () => {
  const value = fc.oneof(
    fc.json(),
    fc
      .record({
        id: fc.integer({ max: 5 }),
        created: fc.constantFrom("2026-09-12", "x"),
        text: fc.stringMatching(/^[а-я ]{0,20}$/)
      })
      .map((it) => JSON.stringify(it)),
    fc.stringMatching(/^[{}[\]",:a1]{1,20}$/)
  )
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 15 }), async (lines) => {
      const other = new ImportDesk()
      const good = '{"id":"a","created":"2026-09-12","text":"Журнал не открывается"}\n'
      const run = await other.run(other.write("a.jsonl", good.repeat(16) + lines.join("\n")))
      expect(run.outcome).toBe("done")
      expect(run.read).toBe(16 + lines.filter((it) => it.trim() !== "").length)
      expect(run.read).toBe(run.landed + run.duplicates + run.quarantined)
      other.close()
    }),
    { numRuns: 40 }
  )
})

describe("the set of ids", () => {
  it("holds what was put in, once", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9a-f]{32}$/), { maxLength: 3_000 }), (ids) => {
        const set = new IdSet()
        const seen = new Set<string>()
        for (const id of [...ids, ...ids]) {
          expect(set.addHex(id)).toBe(!seen.has(id.slice(0, 16)))
          seen.add(id.slice(0, 16))
        }
        expect(set.size).toBe(seen.size)
      })
    )
  })

  it("knows the id of zeros", () => {
    const set = new IdSet()
    expect([set.addHex("0".repeat(32)), set.addHex("0".repeat(32))]).toEqual([true, false])
  })
})

it("lines of any number are sorted by their id", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sort-"))
  const lines = Array.from({ length: 60_000 }, (_, i) => {
    const id = createHash("md5").update(String(i)).digest("hex")
    return `{"message_id":"${id}","text":"${"журнал ".repeat(40)}${i}"}\n`
  })
  writeFileSync(join(folder, "a"), lines.join(""))
  await sortLines(join(folder, "a"), join(folder, "b"))
  expect(readFileSync(join(folder, "b"), "utf8")).toBe(lines.sort().join(""))
  rmSync(folder, { recursive: true })
})

describe("one import at a time", () => {
  const lock = (file: string) =>
    Effect.runPromise(
      Effect.scoped(exclusively(file, "An import is running")).pipe(
        Effect.result,
        Effect.provide(NodeServices.layer)
      )
    )

  it("a lock whose process lives is not taken", async () => {
    const file = desk.write("import.lock", `${process.ppid}\n`)
    const result = await lock(file)
    expect(Result.isFailure(result) && result.failure.message).toContain(`process ${process.ppid}`)
  })

  it("a lock whose process is dead, or whose pid went to another, is taken over", async () => {
    for (const text of ["999999999\n", `${process.ppid} 1\n`, "", "junk"]) {
      expect(Result.isSuccess(await lock(desk.write("import.lock", text)))).toBe(true)
    }
  })
})
