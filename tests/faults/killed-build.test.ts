import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll } from "vitest"
import { messages } from "../fixtures/messages.ts"
import { land, writeStore } from "../fixtures/snapshot.ts"

const script = join(import.meta.dirname, "../fixtures/killed-build.ts")

const buildUntil = (root: string, kill: number) => {
  const { signal, status, stdout } = spawnSync(process.execPath, [script, root, String(kill)], {
    encoding: "utf8"
  })
  return { signal, status, points: stdout.trim().split("\n") }
}

const served = (root: string) => readFileSync(join(root, "current"), "utf8").trim()

const digest = (root: string) =>
  JSON.parse(readFileSync(join(root, "snapshots", `${served(root)}.json`), "utf8")).tables as object

let folder = ""
let template = ""
let oldId = ""
let wanted = { id: "", tables: {} as object, points: [] as ReadonlyArray<string> }

/** A store that serves a snapshot and has new messages waiting. */
const waiting = (name: string) => {
  const root = join(folder, name)
  cpSync(template, root, { recursive: true })
  return root
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "otklik-faults-"))
  template = join(folder, "template")
  const late = "2025-10-20"
  await Effect.runPromise(
    writeStore(
      template,
      messages.filter(({ created_at }) => created_at < late)
    ).pipe(
      Effect.tap(() =>
        land(
          template,
          messages.filter(({ created_at }) => created_at >= late)
        )
      )
    )
  )
  oldId = served(template)
  const root = waiting("undisturbed")
  const { points } = buildUntil(root, 0)
  wanted = { id: served(root), tables: digest(root), points }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("a build that is killed", () => {
  it("passes through points enough to be worth killing at", () => {
    assert.isAtLeast(wanted.points.length, 8, wanted.points.join(", "))
    assert.notStrictEqual(wanted.id, oldId)
  })

  it("at any point leaves the old snapshot or the new one served, and the next build ends as if nothing had been", () => {
    wanted.points.forEach((point, i) => {
      const root = waiting(`killed-${i}`)
      const killed = buildUntil(root, i + 1)
      assert.strictEqual(killed.signal, "SIGKILL", point)
      if (served(root) !== oldId) assert.deepStrictEqual(digest(root), wanted.tables, point)
      assert.isTrue(existsSync(join(root, "snapshots", `${served(root)}.duckdb`)), point)
      const again = buildUntil(root, 0)
      assert.strictEqual(again.status, 0, `after «${point}»`)
      assert.deepStrictEqual(digest(root), wanted.tables, point)
      assert.deepStrictEqual(readdirSync(join(root, "tmp")), [], point)
    })
  })

  it("before its last rename leaves the old snapshot served", () => {
    const last = wanted.points.findIndex((point) => point === "renamed current")
    const root = waiting("before-current")
    buildUntil(root, last)
    assert.strictEqual(served(root), oldId)
  })
})
