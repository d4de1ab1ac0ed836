import type { Marts } from "@otklik/sql/tables.gen"
import { Effect } from "effect"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { messages } from "../fixtures/messages.ts"
import { decide } from "../fixtures/decisions.ts"
import { rows, served, themeOf } from "../fixtures/marts.ts"
import { land } from "../fixtures/snapshot.ts"
import { run } from "./command-line.ts"

let folder = ""
let store = ""

const table = <K extends keyof Marts>(name: K, id?: string) => Effect.runPromise(rows(store, name, id))

const well = (...args: ReadonlyArray<string>): string => {
  const { status, stderr, stdout } = run(store, args)
  expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: "" })
  return stdout
}

const first = messages.slice(0, 250)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "otklik-differences-"))
  store = join(folder, "store")
  await Effect.runPromise(land(store, first))
  well("build")
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("what people decided, in a file of the store", () => {
  const held: { pin?: string; pinned?: string; renamed?: string; from?: string; into?: string } = {}
  let apart: ReadonlyArray<string> = []
  let born = ""

  const holds = async (id?: string) => {
    const theme = await Effect.runPromise(themeOf(store, id))
    const themes = await table("themes", id)
    expect(theme.get(held.pin!)).toBe(held.pinned)
    expect(themes.find((one) => one.theme === held.renamed)?.title).toBe("Названо людьми")
    expect(themes.some((one) => one.theme === held.from)).toBe(false)
    const own = new Set(apart.map((one) => theme.get(one)))
    expect(own.size).toBe(1)
    born = born === "" ? String([...own][0]) : born
    expect([...own]).toEqual([born])
    expect((await table("theme_decisions", id)).every((one) => one.holds)).toBe(true)
  }

  it("holds in a build that goes on", async () => {
    const facts = await table("facts")
    const byTheme = Map.groupBy(
      facts.filter(({ theme }) => theme !== null),
      ({ theme }) => String(theme)
    )
    const [big, second, third, fourth] = [...byTheme.keys()]
    held.renamed = big!
    held.pinned = big!
    held.pin = byTheme.get(second!)![0]!.message_id
    held.from = fourth!
    held.into = third!
    apart = byTheme
      .get(second!)!
      .slice(1, 4)
      .map((one) => one.message_id as string)
    await Effect.runPromise(
      decide(
        store,
        { kind: "pin", message: held.pin, theme: big },
        { kind: "rename", theme: big, title: "Названо людьми" },
        { kind: "merge", from: fourth, into: third },
        { kind: "split", theme: second, messages: apart }
      )
    )
    well("build")
    await holds()
    expect([...byTheme.keys()]).not.toContain(born)
    const moved = (await table("moved_messages")).filter(({ to_theme }) => to_theme === held.into)
    expect(moved.length).toBeGreaterThan(0)
  })

  it("holds when messages are added", async () => {
    await Effect.runPromise(land(store, messages.slice(250)))
    well("build")
    await holds()
  })

  it("holds in themes found anew, which wait and do not change what is served", async () => {
    const before = served(store)
    const { proposed, served: isServed } = JSON.parse(run(store, ["build", "--refit", "--json"]).stdout)
    expect(isServed).toBe(false)
    expect(served(store)).toBe(before)
    await holds(proposed)
    expect(well("doctor")).toContain(`proposal ${proposed} waits`)
    const told = JSON.parse(well("differences", "--json"))
    expect(told).toMatchObject({ snapshot: proposed, state: "proposed", messages: messages.length })
    expect(well("differences")).toMatch(/of \d+ messages moved\n/)
  })

  it("holds after the proposal is accepted, and a build then has nothing to do", async () => {
    const { proposed } = JSON.parse(run(store, ["build", "--refit", "--json"]).stdout)
    well("differences", "accept")
    expect(served(store)).toBe(proposed)
    await holds()
    expect(well("build")).toMatch(/^nothing new/)
    expect(run(store, ["differences", "accept"])).toMatchObject({ status: 1 })
  })

  it("is forgotten where it is undone", async () => {
    const lines = readFileSync(join(store, "decisions", "planners.ndjson"), "utf8")
    const undo = { seq: 5, at: "2026-11-02T09:00:00Z", by: "анна", kind: "undo", undoes: 2 }
    writeFileSync(join(store, "decisions", "planners.ndjson"), `${lines}${JSON.stringify(undo)}\n`)
    well("build")
    const themes = await table("themes")
    expect(themes.find((one) => one.theme === held.renamed)?.title).not.toBe("Названо людьми")
  })

  it("stops the build with its file, its line and what is wrong where it cannot be read", () => {
    writeFileSync(join(store, "decisions", "torn.ndjson"), '{"seq": 9, "kind": "pin"\n')
    const before = served(store)
    const { status, stderr } = run(store, ["build"])
    expect(status).toBe(1)
    expect(stderr).toMatch(/decisions\/torn\.ndjson, line 1: .*the previous snapshot is still served/)
    expect(served(store)).toBe(before)
    rmSync(join(store, "decisions", "torn.ndjson"))
  })
})

describe("a proposal", () => {
  it("that is rejected leaves the themes as they are", () => {
    const before = served(store)
    expect(run(store, ["build", "--refit"]).stdout).toMatch(/wait as a proposal/)
    expect(well("differences", "reject")).toMatch(/is dropped; the themes stay/)
    expect(served(store)).toBe(before)
    expect(well("differences")).toMatch(/no proposal waits/)
    expect(well("doctor")).toContain("no proposal waits")
  })

  it("is made by itself when the messages have grown by half, after the build has served", async () => {
    const other = join(folder, "grown")
    await Effect.runPromise(land(other, messages.slice(0, 100)))
    expect(JSON.parse(run(other, ["build", "--json"]).stdout).proposed).toBe(null)
    await Effect.runPromise(land(other, messages.slice(100)))
    const { proposed, served, snapshot } = JSON.parse(run(other, ["build", "--json"]).stdout)
    expect(served).toBe(true)
    expect(proposed).toMatch(/^[0-9a-f]{16}$/)
    expect(readFileSync(join(other, "current"), "utf8").trim()).toBe(snapshot)
    expect(proposed).not.toBe(snapshot)
    expect(run(other, ["differences", "reject"]).status).toBe(0)
    expect(JSON.parse(run(other, ["build", "--force", "--json"]).stdout)).toMatchObject({
      snapshot,
      proposed: null
    })
  })

  it("is served at once where one asks for that", () => {
    const {
      proposed,
      served: isServed,
      snapshot
    } = JSON.parse(run(store, ["build", "--refit", "--accept", "--json"]).stdout)
    expect({ isServed, proposed, current: served(store) }).toEqual({
      isServed: true,
      proposed: null,
      current: snapshot
    })
  })
})
