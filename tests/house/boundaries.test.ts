import { cpSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { arrows, boundaries } from "./boundaries.ts"

const root = join(import.meta.dirname, "../..")

it("imports follow the arrows of the house", () => {
  const { read, violations } = boundaries(root)
  expect(violations).toEqual([])
  expect(read).toBeGreaterThan(50)
})

const planted = [
  ["pipeline/src/main.ts", 'import "@otklik/server/app"'],
  ["api/server/src/main.ts", 'import "../../../pipeline/src/main.ts"'],
  ["dashboard/src/main.tsx", 'export * from "@otklik/sql/duckdb"'],
  ["sql/src/database.ts", 'await import("@otklik/pipeline/message")'],
  ["api/contract/src/index.ts", 'import "@otklik/sql/duckdb"']
] as const

it.each(planted)("the canary in %s is caught", (file, line) => {
  const copy = mkdtempSync(join(tmpdir(), "boundaries-"))
  for (const folder of ["api/contract/src", "api/server/src", "dashboard/src", "pipeline/src", "sql/src"])
    cpSync(join(root, folder), join(copy, folder), { recursive: true })
  writeFileSync(join(copy, file), `${line}\n`)
  expect(boundaries(copy).violations).toHaveLength(1)
})

it("no arrow points both ways", () => {
  for (const [from, targets] of Object.entries(arrows))
    for (const to of targets) expect(arrows[to]).not.toContain(from)
})
