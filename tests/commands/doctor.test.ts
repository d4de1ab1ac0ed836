import { Effect } from "effect"
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { writeStore } from "../fixtures/snapshot.ts"
import { run } from "./command-line.ts"

interface Told {
  readonly settings: ReadonlyArray<{ readonly name: string; readonly value: string; readonly from: string }>
  readonly findings: ReadonlyArray<{
    readonly check: string
    readonly state: string
    readonly advice: string
  }>
}

let folder = ""

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "otklik-doctor-"))
  await Effect.runPromise(writeStore(join(folder, "sound")))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const visit = (store: string, environment: Readonly<Record<string, string>> = {}) => {
  const { status, stdout } = run(store, ["doctor", "--json"], environment)
  const told: Told = JSON.parse(stdout)
  const state = (check: string) => told.findings.find((finding) => finding.check === check)?.state
  return { ...told, state, status }
}

const copy = (name: string) => {
  const store = join(folder, name)
  cpSync(join(folder, "sound"), store, { recursive: true })
  return store
}

const snapshotFile = (store: string, ending: string) =>
  join(store, "snapshots", `${readFileSync(join(store, "current"), "utf8").trim()}.${ending}`)

describe("otklik doctor", () => {
  it("finds a sound store sound and says where each setting came from", () => {
    const { findings, settings, status } = visit(join(folder, "sound"))
    expect(findings.filter(({ state }) => state !== "well")).toEqual([])
    expect(status).toBe(0)
    expect(settings.find(({ name }) => name === "OTKLIK_STORE")?.from).toBe("environment")
    expect(settings.find(({ name }) => name === "OTKLIK_PORT")).toMatchObject({
      value: "4000",
      from: "default"
    })
  })

  it("finds a snapshot whose file was changed and says how to make it anew", () => {
    const store = copy("changed")
    writeFileSync(snapshotFile(store, "duckdb"), "not a database")
    const { findings, status } = visit(store)
    expect(status).toBe(1)
    expect(findings.find(({ check }) => check === "Snapshot")).toMatchObject({ state: "broken" })
    expect(findings.find(({ check }) => check === "Snapshot")?.advice).toMatch(/otklik build --force/)
  })

  it("finds a manifest that was changed by hand", () => {
    const store = copy("forged")
    const path = snapshotFile(store, "json")
    writeFileSync(path, readFileSync(path, "utf8").replace('"messages": 306', '"messages": 999'))
    expect(visit(store).state("Snapshot")).toBe("broken")
  })

  it("finds a landed file with other bytes than its name says", () => {
    const store = copy("landed")
    const month = join(store, "landed", "ideas", "2025-09")
    appendFileSync(join(month, readdirSync(month)[0]!), "x")
    expect(visit(store).state("Landed")).toBe("broken")
  })

  it("warns of what a killed build left and of a store without a snapshot", () => {
    const store = copy("left")
    rmSync(join(store, "current"))
    writeFileSync(join(store, "tmp", "build-left"), "")
    const { state, status } = visit(store)
    expect([state("Leftovers"), state("Snapshot"), status]).toEqual(["warning", "warning", 0])
  })

  it("finds a secret that others may read", () => {
    const store = copy("secret")
    writeFileSync(`${store}.secret`, "0".repeat(64))
    chmodSync(`${store}.secret`, 0o644)
    expect(visit(store).state("Secret")).toBe("broken")
  })

  it("finds settings that cannot work", () => {
    const store = join(folder, "sound")
    expect(visit(store, { OTKLIK_TIMEZONE: "Europe/Nowhere" }).state("Time zone")).toBe("broken")
    expect(visit(store, { OTKLIK_MEMORY: "plenty" }).state("DuckDB")).toBe("broken")
  })

  it("finds a provider of accounts that does not answer and never shows its secret", () => {
    const { stdout } = run(join(folder, "sound"), ["doctor"], {
      OTKLIK_OIDC_ISSUER: "http://127.0.0.1:1",
      OTKLIK_OIDC_SECRET: "sesame"
    })
    expect(stdout).toMatch(/✗ Sign-in +http:\/\/127\.0\.0\.1:1 does not answer/)
    expect(stdout).toMatch(/OTKLIK_OIDC_SECRET +\(set\)/)
    expect(stdout).not.toContain("sesame")
  })

  it("finds a database that does not answer and never shows its password", () => {
    const { stdout, status } = run(join(folder, "sound"), ["doctor"], {
      DATABASE_URL: "postgres://planner:sesame@127.0.0.1:1/otklik"
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/✗ Database/)
    expect(stdout).not.toContain("sesame")
  })
})
