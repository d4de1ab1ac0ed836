import { NodeFileSystem } from "@effect/platform-node"
import { foldDecisions } from "@otklik/sql/ledger/decision-files"
import { Effect, FileSystem, Layer, PlatformError } from "effect"
import * as fc from "fast-check"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"

const line = (seq: number) => JSON.stringify({ seq, kind: "lock", theme: `T${seq}` })

/** A folder as exports leave it: files of some lines each, named after the last. */
const exported = (sizes: ReadonlyArray<number>) => {
  const folder = mkdtempSync(join(tmpdir(), "folding-"))
  let seq = 0
  for (const size of sizes) {
    const lines = Array.from({ length: size }, () => `${line(++seq)}\n`)
    writeFileSync(join(folder, `${String(seq).padStart(12, "0")}.ndjson`), lines.join(""))
  }
  writeFileSync(join(folder, "by-hand.ndjson"), `${line(999_999)}\n`)
  return { folder, count: seq }
}

/** Each decision that a build reads of a folder: one told twice in the same words is one. */
const told = (folder: string) =>
  [
    ...new Set(
      readdirSync(folder)
        .filter((name) => name.endsWith(".ndjson"))
        .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
    )
  ]
    .map((text) => (JSON.parse(text) as { seq: number }).seq)
    .sort((a, b) => a - b)

const killed = PlatformError.systemError({ _tag: "Unknown", module: "FileSystem", method: "killed" })

/** The file system of a process that is killed before its change of that number. */
const dyingAt = (changes: number) =>
  Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (files) => {
      let left = changes
      const counted = <A>(change: Effect.Effect<A, PlatformError.PlatformError>) =>
        Effect.suspend(() => (left-- > 0 ? change : Effect.fail(killed)))
      return {
        ...files,
        writeFileString: (...given) => counted(files.writeFileString(...given)),
        rename: (...given) => counted(files.rename(...given)),
        remove: (...given) => counted(files.remove(...given))
      } satisfies FileSystem.FileSystem
    })
  ).pipe(Layer.provide(NodeFileSystem.layer))

const sizes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 28, maxLength: 44 })

it("one file holds what many held, wherever the folding is killed, and is folded on the next time", () =>
  fc.assert(
    fc.asyncProperty(sizes, fc.nat(50), async (each, changes) => {
      const { count, folder } = exported(each)
      const all = [...Array.from({ length: count }, (_, i) => i + 1), 999_999]
      await Effect.runPromise(foldDecisions(folder).pipe(Effect.ignore, Effect.provide(dyingAt(changes))))
      expect(told(folder)).toEqual(all)
      await Effect.runPromise(foldDecisions(folder).pipe(Effect.provide(NodeFileSystem.layer)))
      expect(told(folder)).toEqual(all)
      const left = readdirSync(folder).filter((name) => /^(folded-)?\d{12}\.ndjson$/.test(name))
      expect(left.length).toBeLessThanOrEqual(32)
      rmSync(folder, { recursive: true })
    }),
    { numRuns: 40, seed: 26 }
  ))
