import { NodeFileSystem } from "@effect/platform-node"
import { assert, layer } from "@effect/vitest"
import { DecisionId } from "@otklik/contract/change"
import { PersonId } from "@otklik/contract/people"
import { ThemeId } from "@otklik/contract/vocabulary"
import { Database } from "@otklik/sql/database"
import { append } from "@otklik/sql/ledger/append"
import { foldDecisions } from "@otklik/sql/ledger/decision-files"
import { exportDecisions } from "@otklik/sql/ledger/export"
import { Effect, Layer } from "effect"
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { temporaryFolder } from "../fixtures/snapshot.ts"
import { memories } from "./memory.ts"

const at = new Date("2026-11-26T09:00:00Z")

const lock = (n: number) =>
  Database.use(({ query }) =>
    query("decide", (db) =>
      append(
        db,
        [
          {
            id: DecisionId.make(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`),
            change: { kind: "lock", theme: ThemeId.make(`T${n}`) },
            version: 0,
            by: PersonId.make("anna"),
            snapshot: null,
            school: null
          }
        ],
        at
      )
    )
  )

/** A draft as an export leaves it that is killed before its rename. */
const halfWritten = (folder: string, name: string, modified: Date) => {
  const draft = join(folder, name)
  mkdirSync(draft)
  writeFileSync(join(draft, "lines"), "{")
  utimesSync(draft, modified, modified)
}

const linesIn = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))

const whole = Layer.mergeAll(memories.pglite, NodeFileSystem.layer)

layer(whole, { timeout: "4 minutes", excludeTestServices: true })("an export of decisions", (it) => {
  it.effect("leaves nothing but its files, and takes away only what killed ones left long ago", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      halfWritten(folder, "draft-killed", new Date(2020, 0, 1))
      halfWritten(folder, "draft-running", new Date(2100, 0, 1))
      yield* lock(1)
      assert.strictEqual(yield* exportDecisions(folder), 1)
      yield* lock(2)
      assert.strictEqual(yield* exportDecisions(folder), 1)
      assert.strictEqual(yield* exportDecisions(folder), 0)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), [
        "000000000001.ndjson",
        "000000000002.ndjson",
        "draft-running"
      ])
    })
  )

  it.effect("goes on after its files were folded, and writes nothing again", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      for (let n = 3; n < 40; n++) {
        yield* lock(n)
        yield* exportDecisions(folder)
      }
      const before = linesIn(folder)
      assert.strictEqual(yield* foldDecisions(folder), 37)
      assert.deepStrictEqual(readdirSync(folder), ["folded-000000000039.ndjson"])
      assert.deepStrictEqual(linesIn(folder), before)
      assert.strictEqual(yield* exportDecisions(folder), 0)
      yield* lock(40)
      assert.strictEqual(yield* exportDecisions(folder), 1)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), [
        "000000000040.ndjson",
        "folded-000000000039.ndjson"
      ])
      assert.strictEqual(yield* foldDecisions(folder), 0)
    })
  )
})
