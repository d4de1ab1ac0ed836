import { Effect } from "effect"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { messages } from "../fixtures/messages.ts"
import { writeStore } from "../fixtures/snapshot.ts"
import { run } from "./command-line.ts"

let folder = ""
let store = ""

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "otklik-export-"))
  store = join(folder, "store")
  await Effect.runPromise(writeStore(store))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const exported = (what: string, format: string) => {
  const out = join(folder, "out", `${what}.${format}`)
  const ended = run(store, ["export", what, "--format", format, "--out", out])
  expect(ended).toMatchObject({ status: 0, stderr: "" })
  return readFileSync(out)
}

const lines = (bytes: Buffer) => bytes.toString("utf8").trimEnd().split("\n")

describe("otklik export", () => {
  it("gives every message its theme under the id of its source, as lines of JSON", () => {
    const rows = lines(exported("assignments", "jsonl")).map((line) => JSON.parse(line))
    expect(rows.length).toBe(messages.length)
    expect(new Set(rows.map(({ id, source }) => `${source} ${id}`))).toEqual(
      new Set(messages.map(({ external_id, source }) => `${source} ${external_id}`))
    )
    expect(rows.filter(({ theme }) => theme === null).length).toBe(12)
    for (const { theme } of rows) if (theme !== null) expect(theme).toMatch(/^T\d+$/)
  })

  it("gives the texts with the messages", () => {
    const rows = lines(exported("messages", "jsonl")).map((line) => JSON.parse(line))
    const texts = new Map(messages.map(({ message_id, text }) => [message_id, text]))
    for (const { message_id, text } of rows) expect(text).toBe(texts.get(message_id))
  })

  it("gives the backlog as Excel opens it, the first row the first rank", () => {
    const [head, first] = lines(exported("backlog", "csv"))
    expect(head?.startsWith("\uFEFFrank;theme;title;score;")).toBe(true)
    expect(first).toMatch(/^1;T\d+;/)
  })

  it("gives a workbook and a Parquet file that begin as such", () => {
    expect(exported("themes", "xlsx").subarray(0, 2).toString()).toBe("PK")
    expect(exported("themes", "parquet").subarray(0, 4).toString()).toBe("PAR1")
  })

  it("leaves no half a file behind and says what to do where there is no snapshot", () => {
    const out = join(folder, "nothing")
    const ended = run(join(folder, "empty"), ["export", "backlog", "--out", join(out, "a.csv")])
    expect(ended.status).toBe(1)
    expect(ended.stderr).toMatch(/Make one with «otklik build»/)
    expect(readdirSync(folder)).not.toContain("nothing")
  })
})
