import { describe, expect, it } from "vitest"
import { measure, table } from "./redaction.ts"

describe("redaction of a city that nobody looked at", () => {
  it("leaves no more than two planted data in a hundred of a type and masks no more than five others", async () => {
    const { decoys, types, ...quality } = await measure(12_000, 20_261)
    console.log(table({ ...quality, decoys, types }))
    for (const [type, { gone, marks, planted, right }] of types) {
      expect(gone / Math.max(1, planted), `recall of ${type}`).toBeGreaterThanOrEqual(
        planted === 0 ? 0 : 0.98
      )
      expect(right / Math.max(1, marks), `precision of ${type}`).toBeGreaterThanOrEqual(
        marks === 0 ? 0 : 0.95
      )
    }
    expect(decoys.kept / decoys.planted).toBeGreaterThan(0.99)
  }, 120_000)
})
