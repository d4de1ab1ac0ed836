import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { planted, told } from "./verdicts.ts"

describe("verdicts of a city's messages", () => {
  it.effect("are told by cues alone, and better with every hundred decisions", () =>
    Effect.gen(function* () {
      const all = yield* planted(2_400, 7)
      const asked = all.filter((_, i) => i % 2 === 1)
      const open = all.filter((_, i) => i % 2 === 0)
      const [cues, hundred, many] = [
        [],
        open.filter((_, i) => i % 12 === 0),
        open.filter((_, i) => i % 3 === 0)
      ].map((examples) => told(examples, asked))
      assert.isAbove(cues!.accuracy, 0.74)
      assert.isAbove(hundred!.accuracy, cues!.accuracy + 0.01)
      assert.isAbove(many!.accuracy, hundred!.accuracy + 0.015)
      for (const { miscalibration } of [cues!, hundred!, many!]) assert.isBelow(miscalibration, 0.15)
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
