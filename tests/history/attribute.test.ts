import { attribute, type Game } from "@otklik/pipeline/history/attribute"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const causes = 5
const games = fc
  .tuple(
    fc.integer({ min: 1, max: causes }),
    fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 32, maxLength: 32 })
  )
  .map(([n, values]) => ({ n, game: (on: number) => values[on]! }))

const holds = (body: (n: number, game: Game, cause: number) => void) =>
  fc.assert(
    fc.property(games, fc.nat(causes - 1), ({ game, n }, cause) => body(n, game, cause % n)),
    { numRuns: 10_000 }
  )
const sum = (parts: ReadonlyArray<number>) => parts.reduce((all, part) => all + part, 0)

describe("attribution", () => {
  it("sums to the difference exactly, in whole numbers", () => {
    holds((n, game) => {
      const parts = attribute(n, game)
      expect(sum(parts)).toBe(game((1 << n) - 1) - game(0))
      expect(parts.every(Number.isInteger)).toBe(true)
    })
  })

  it("gives nothing to a cause that changes nothing", () => {
    holds((n, game, cause) => {
      expect(attribute(n, (on) => game(on & ~(1 << cause)))[cause]).toBe(0)
    })
  })

  it("gives a cause that acts alone all that it does", () => {
    holds((n, game, cause) => {
      const alone = (on: number) => game(on & ~(1 << cause)) + ((on >> cause) & 1) * 321
      expect(attribute(n, alone)[cause]).toBe(321)
    })
  })

  it("gives two causes that do the same the same, but for a rounding of one", () => {
    holds((n, game, cause) => {
      const twin = (cause + 1) % n
      if (twin === cause) return
      const swapped = (on: number) => {
        const [a, b] = [(on >> cause) & 1, (on >> twin) & 1]
        return (on & ~(1 << cause) & ~(1 << twin)) | (Math.min(a, b) << cause) | (Math.max(a, b) << twin)
      }
      const parts = attribute(n, (on) => game(swapped(on)))
      expect(Math.abs(parts[cause]! - parts[twin]!)).toBeLessThanOrEqual(1)
    })
  })

  it("is within one of the mean over all orders in which the causes may come", () => {
    const orders = (left: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> =>
      left.length === 0
        ? [[]]
        : left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest]))
    holds((n, game, cause) => {
      if (n > 3) return
      const all = orders(Array.from({ length: n }, (_, i) => i))
      const steps = all.map((order) => {
        const before = sum(order.slice(0, order.indexOf(cause)).map((one) => 1 << one))
        return game(before | (1 << cause)) - game(before)
      })
      expect(Math.abs(attribute(n, game)[cause]! - sum(steps) / steps.length)).toBeLessThan(1)
    })
  })
})
