import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { counted, normalise } from "@otklik/pipeline/text/rows"
import { logGamma } from "@otklik/pipeline/themes/log-gamma"
import { project } from "@otklik/pipeline/themes/project"
import { random } from "@otklik/pipeline/themes/random"
import { compile, generated, moduleOf } from "../../pipeline/assembly/compile.js"

describe("the dense kernels", () => {
  it("are what their source compiles to", async () =>
    assert.strictEqual(readFileSync(generated, "utf8"), moduleOf(await compile())))

  it("project rows on their strongest directions, of length 1", () => {
    const next = random(3)
    const rows = normalise(
      counted(300, 60, (row, emit) => {
        for (let i = 0; i < 8; i++) emit((row % 3) * 20 + Math.floor(next() * 20))
      })
    )
    const { d, values } = project(rows, 8)
    const dot = (a: number, b: number) => {
      let sum = 0
      for (let i = 0; i < d; i++) sum += values[a * d + i] * values[b * d + i]
      return sum
    }
    assert.approximately(dot(5, 5), 1, 1e-4)
    const near = Array.from({ length: 50 }, (_, i) => dot(3 * i, 3 * i + 3))
    const far = Array.from({ length: 50 }, (_, i) => Math.abs(dot(3 * i, 3 * i + 1)))
    assert.isAbove(Math.min(...near), Math.max(...far))
  })
})

describe("log gamma", () => {
  it("is the logarithm of the factorial", () => {
    let log = 0
    for (let n = 1; n < 60; n++) {
      assert.approximately(logGamma(n), log, 1e-9)
      log += Math.log(n)
    }
    assert.approximately(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-9)
  })
})
