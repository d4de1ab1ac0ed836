import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { DuckDb } from "@otklik/sql/duckdb"
import { inOrder, type Model, models, references } from "@otklik/sql/models"
import { Effect, Layer } from "effect"
import { tmpdir } from "node:os"

const memory = Layer.merge(
  DuckDb.layer({ path: ":memory:", threads: 1, memory: "128MiB", temporary: tmpdir() }),
  NodeServices.layer
)

const model = (name: string, sql: string): Model => ({ name, kind: "marts", grain: "one row", sql })

describe("models", () => {
  it.effect("say their grain in their first line", () =>
    Effect.gen(function* () {
      const all = yield* models
      assert.isAbove(all.length, 10)
      for (const { grain, name } of all) assert.match(grain, /^one row/, name)
    }).pipe(Effect.provide(memory))
  )

  it.effect("stand one a file in lower case within ninety columns", () =>
    Effect.gen(function* () {
      for (const { name, sql } of yield* models) {
        const statements = sql.split("\n").filter((line) => !line.startsWith("--"))
        for (const line of sql.split("\n")) assert.isAtMost(line.length, 105, name)
        for (const line of statements)
          assert.notMatch(line, /\b(SELECT|FROM|WHERE|JOIN|WITH|GROUP|ORDER)\b/, name)
      }
    }).pipe(Effect.provide(memory))
  )

  it.effect("are ordered by what they read, joins with using and common table expressions included", () =>
    Effect.gen(function* () {
      const all = [
        model("c", "with b as (select 1 as n) select * from b join raw.source using (n)"),
        model("d", "select * from (select n from e) as inside where n in (select n from c)"),
        model("e", "select * from c as first join raw.source as second using (n)")
      ]
      const reads = yield* references(all)
      assert.deepStrictEqual(reads.get("c"), ["raw.source"])
      assert.deepStrictEqual(reads.get("d"), ["c", "e"])
      const ordered = yield* inOrder([all[1]!, all[2]!, all[0]!], reads)
      assert.deepStrictEqual(
        ordered.map(({ name }) => name),
        ["c", "e", "d"]
      )
    }).pipe(Effect.provide(memory))
  )

  it.effect("that read each other in a circle are refused by name", () =>
    Effect.gen(function* () {
      const circle = [model("a", "select * from b"), model("b", "select * from a")]
      const failure = yield* Effect.flip(inOrder(circle, yield* references(circle)))
      assert.deepStrictEqual(failure.models, ["a", "b"])
    }).pipe(Effect.provide(memory))
  )
})
