import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NodeServices } from "@effect/platform-node"
import { Secret } from "@otklik/pipeline/intake/secret"
import { Store } from "@otklik/pipeline/warehouse/store"
import { Effect, Layer, Redacted } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"

let folder = ""
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "secret-"))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const keyOf = (root: string) =>
  Effect.runPromise(
    Effect.map(Secret, ({ key }) => Redacted.value(key)).pipe(
      Effect.provide(Secret.ofStore.pipe(Layer.provide(Store.at(root)), Layer.provide(NodeServices.layer)))
    )
  )

describe("the secret of a store", () => {
  it("is made once, beside the store, for its owner alone", async () => {
    const root = join(folder, "store")
    const key = await keyOf(root)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(statSync(`${root}.secret`).mode & 0o777).toBe(0o600)
    expect(await keyOf(root)).toBe(key)
    expect(readdirSync(folder).sort()).toEqual(["store", "store.secret"])
  })

  it("is one even where many begin at once", async () => {
    const root = join(folder, "store")
    const keys = await Promise.all(Array.from({ length: 8 }, () => keyOf(root)))
    expect(new Set(keys).size).toBe(1)
    expect(readFileSync(`${root}.secret`, "utf8").trim()).toBe(keys[0])
  })

  it("is refused with a sentence where it is cut short, and not told", async () => {
    const root = join(folder, "store")
    writeFileSync(`${root}.secret`, "short")
    chmodSync(`${root}.secret`, 0o600)
    const failure = await keyOf(root).catch(String)
    expect(failure).toContain("shorter than 16 characters")
    expect(failure).not.toContain("«short»")
  })
})
