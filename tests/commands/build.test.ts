import { Effect } from "effect"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { messages } from "../fixtures/messages.ts"
import { land, writeDirectory } from "../fixtures/snapshot.ts"
import { run } from "./command-line.ts"

let folder = ""
let store = ""

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "otklik-build-"))
  store = join(folder, "store")
  await Effect.runPromise(Effect.andThen(land(store, messages), writeDirectory(store)))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const steps = [
  "landed",
  "vectorise",
  "cluster",
  "repeat",
  "reconcile",
  "triage",
  "gather",
  "rank",
  "remember",
  "snapshot"
]

describe("otklik build", () => {
  it("prints a line a step with counts and seconds and serves the snapshot", () => {
    const { status, stderr, stdout } = run(store, ["build"])
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    const lines = stdout.trim().split("\n")
    expect(lines.slice(0, -1).map((line) => line.split(" ")[0])).toEqual(steps)
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/\d+\.\d\d s$/)
    expect(lines.at(-1)).toMatch(/^snapshot [0-9a-f]{16} is served: 306 messages, \d+ themes/)
  })

  it("says that nothing is new the second time, and for machines gives one document", () => {
    const { status, stderr, stdout } = run(store, ["build", "--json"])
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    expect(JSON.parse(stdout)).toMatchObject({ fresh: false, counts: { messages: 306 } })
    expect(JSON.parse(stdout).snapshot).toBe(readFileSync(join(store, "current"), "utf8").trim())
  })

  it("ends with 1 and a sentence where nothing has landed", () => {
    const { status, stderr } = run(join(folder, "empty"), ["build"])
    expect(status).toBe(1)
    expect(stderr).toMatch(/otklik import FILE/)
    expect(stderr).not.toMatch(/ at |node:/)
  })
})

describe("otklik run", () => {
  it("imports what the folder's list names, builds and serves", () => {
    const from = join(folder, "files")
    mkdirSync(from)
    const rows = messages
      .slice(0, 60)
      .map(({ created_at, external_id, text }) => JSON.stringify({ id: external_id, text, created_at }))
    writeFileSync(join(from, "desk.jsonl"), rows.join("\n"))
    writeFileSync(join(from, "left-out.jsonl"), rows.join("\n"))
    writeFileSync(join(from, "sources.json"), JSON.stringify([{ file: "desk.jsonl", source: "desk" }]))
    const target = join(folder, "from")
    const { status, stdout } = run(target, ["run", "--from", from])
    expect(status, stdout).toBe(0)
    expect(stdout).toMatch(/is served: 60 messages/)
    expect(existsSync(join(target, "landed", "desk"))).toBe(true)
  })

  it("says what is wrong with a list that cannot be read", () => {
    const from = join(folder, "wrong")
    mkdirSync(from)
    writeFileSync(join(from, "sources.json"), "[{}]")
    const { status, stderr } = run(join(folder, "never"), ["run", "--from", from])
    expect(status).toBe(1)
    expect(stderr).toMatch(/sources\.json: .*It lists what to import/)
  })
})
