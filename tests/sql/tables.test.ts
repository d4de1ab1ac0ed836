import { NodeServices } from "@effect/platform-node"
import { assert, it } from "@effect/vitest"
import { martTypes } from "@otklik/sql/mart-types"
import { Effect } from "effect"
import { readFileSync } from "node:fs"

it.effect(
  "tables.gen.ts is what the marts print: run «node sql/src/print-tables.ts» after a mart has changed",
  () =>
    Effect.gen(function* () {
      const kept = readFileSync(new URL("../../sql/src/tables.gen.ts", import.meta.url), "utf8")
      const printed = yield* martTypes
      assert.strictEqual(kept, printed)
      assert.notInclude(printed, "unknown")
    }).pipe(Effect.provide(NodeServices.layer))
)
