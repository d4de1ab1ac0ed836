import { carryOn, type Overlap } from "@otklik/pipeline/build/carry-on"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const overlap: fc.Arbitrary<Overlap> = fc.record({
  cluster: fc.integer({ min: 0, max: 9 }),
  theme: fc.integer({ min: 1, max: 12 }),
  messages: fc.integer({ min: 1, max: 500 })
})

const overlaps = fc.uniqueArray(overlap, {
  selector: ({ cluster, theme }) => `${cluster} ${theme}`,
  maxLength: 40
})
const sizes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 10, maxLength: 10 })

describe("theme numbers", () => {
  it("are given once each, and a new one is never an old one again", () => {
    fc.assert(
      fc.property(overlaps, sizes, (all, size) => {
        const { last, numberOf } = carryOn(all, size, 12)
        expect(new Set(numberOf).size).toBe(size.length)
        for (const number of numberOf) expect(number).toBeGreaterThan(0)
        expect(Math.max(12, ...numberOf)).toBeLessThanOrEqual(last)
        const born = [...numberOf].filter((number) => number > 12).sort((a, b) => a - b)
        expect(born).toEqual(Array.from({ length: born.length }, (_, i) => 13 + i))
      }),
      { numRuns: 2_000 }
    )
  })

  it("stay where messages stay, whatever the clusters are called", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }), (names) => {
        const stay = names.map((cluster, i) => ({ cluster, theme: i + 1, messages: 100 - i }))
        const { kept, last, numberOf } = carryOn(
          stay,
          names.map(() => 100),
          12
        )
        names.forEach((cluster, i) => expect(numberOf[cluster]).toBe(i + 1))
        expect([kept, last]).toEqual([10, 12])
      })
    )
  })

  it("go with the larger half of a split, and a merger keeps the larger theme's", () => {
    const split = carryOn(
      [
        { cluster: 0, theme: 1, messages: 40 },
        { cluster: 1, theme: 1, messages: 60 }
      ],
      [40, 60],
      1
    )
    expect([...split.numberOf]).toEqual([2, 1])
    const merged = carryOn(
      [
        { cluster: 0, theme: 1, messages: 30 },
        { cluster: 0, theme: 2, messages: 70 }
      ],
      [100],
      2
    )
    expect([...merged.numberOf]).toEqual([2])
  })

  it("are not inherited by a splinter of a theme", () => {
    const { numberOf } = carryOn(
      [
        { cluster: 0, theme: 1, messages: 5 },
        { cluster: 1, theme: 2, messages: 90 },
        { cluster: 1, theme: 1, messages: 95 }
      ],
      [5, 185],
      2
    )
    expect([...numberOf]).toEqual([3, 1])
  })

  it("are born larger first where nothing was before", () => {
    expect([...carryOn([], [5, 50, 20], 0).numberOf]).toEqual([3, 1, 2])
  })
})
