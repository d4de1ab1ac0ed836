import { spawnSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

const entry = join(import.meta.dirname, "../../pipeline/bin/otklik.js")

const doctorIn = (config: string | undefined, environment: Readonly<Record<string, string>> = {}) => {
  const cwd = mkdtempSync(join(tmpdir(), "otklik-settings-"))
  if (config !== undefined) writeFileSync(join(cwd, "otklik.config.json"), config)
  const { status, stderr, stdout } = spawnSync(process.execPath, [entry, "doctor"], {
    cwd,
    env: { ...process.env, ...environment },
    encoding: "utf8"
  })
  return { status, stderr, stdout }
}

describe("settings", () => {
  it("come from the file under the names of the environment", () =>
    expect(doctorIn('{ "OTKLIK_PORT": 4777 }').stdout).toMatch(/OTKLIK_PORT +4777 +otklik\.config\.json/))
  it("come from the environment before the file", () =>
    expect(doctorIn('{ "OTKLIK_PORT": 4777 }', { OTKLIK_PORT: "4778" }).stdout).toMatch(
      /OTKLIK_PORT +4778 +environment/
    ))
  it.each([
    ['{ "OTKLIK_PORT": "many" }', "OTKLIK_PORT cannot be used"],
    ["{ not json", "otklik.config.json is not a JSON object"],
    ["[]", "otklik.config.json is not a JSON object"]
  ])("that cannot be used end the command with a sentence: %s", (config, sentence) => {
    const { status, stderr } = doctorIn(config)
    expect(status).toBe(78)
    expect(stderr).toContain(sentence)
    expect(stderr.trim().split("\n")).toHaveLength(1)
  })
})
