import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { type Lift, lift, measure, type Seen, seen } from "./rank.ts"
import { interval, kendall, mean, ndcg, quantile } from "./rank/ndcg.ts"
import { voicesOf } from "./rank/voices.ts"
import { worldOf } from "./rank/world.ts"

const gains = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 60 })

describe("the measures of an order", () => {
  it("give the best order 1 and no other more", () => {
    fc.assert(
      fc.property(gains, fc.integer(), (values, seed) => {
        const gain = new Map(values.map((value, at) => [at, value]))
        const best = [...gain.keys()].toSorted((a, b) => gain.get(b)! - gain.get(a)!)
        const other = [...gain.keys()].toSorted((a, b) => ((a * seed) % 31) - ((b * seed) % 31) || a - b)
        assert.approximately(ndcg(best, gain), 1, 1e-12)
        assert.isAtMost(ndcg(other, gain), 1 + 1e-12)
      })
    )
  })

  it("tell a swap of two neighbours from a reversal, and ties from both", () => {
    assert.strictEqual(kendall([1, 2, 3], [1, 2, 3]), 1)
    assert.strictEqual(kendall([1, 2, 3], [3, 2, 1]), -1)
    assert.approximately(kendall([1, 2, 3], [2, 1, 3]), 1 / 3, 1e-12)
    assert.approximately(kendall([1, 2, 3], [1, 1, 3]), 2 / Math.sqrt(6), 1e-12)
  })

  it("hold the mean within its interval", () => {
    const { high, low, mean } = interval([0.5, 0.7, 0.9, 0.6])
    assert.isBelow(low, mean)
    assert.isAbove(high, mean)
  })
})

describe("a world", () => {
  it("is the same for the same seed and another for another", () => {
    const [one, again, other] = [3, 3, 4].map((seed) => voicesOf(worldOf(seed)).messages)
    assert.deepStrictEqual(one, again)
    assert.notStrictEqual(one!.length, other!.length)
  })

  it("has the loudest 3 % of its schools write about a quarter of what it says, give or take a tenth", () => {
    const shares = [1, 2, 3, 4, 5].map((seed) => {
      const own = voicesOf(worldOf(seed)).messages.filter(({ own, school }) => own && school !== null)
      const counts = [...Map.groupBy(own, ({ school }) => school).values()].map(({ length }) => length)
      const loudest = counts.toSorted((a, b) => b - a).slice(0, 17)
      return loudest.reduce((sum, count) => sum + count, 0) / own.length
    })
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    assert.approximately(mean, 0.25, 0.1)
  })
})

describe("the queue of three worlds that no number was tuned on", () => {
  const worlds: Array<Seen> = []
  beforeAll(async () => {
    for (const seed of [2, 4, 6]) worlds.push(await seen(seed))
  })
  const fidelity = (order: string) => mean(worlds.map((world) => measure(world)[order]!.ndcg))
  /** bounds that hold of the worlds of `npm run quality -- rank`, with room for three of them */
  const agrees = (order: string) => fidelity(order) >= 0.9

  it("agrees with the true needs where raw counts and votes do not", () => {
    assert.isTrue(agrees("Otklik"), String(fidelity("Otklik")))
    assert.isAtMost(fidelity("raw count"), 0.8)
    assert.isAtMost(fidelity("votes"), 0.8)
  })

  it("would be told from an order by chance", () => {
    assert.isFalse(agrees("shuffled"))
  })

  it("yields at most a few places to a brigade that raw counts put first or nearly so", async () => {
    const lifts: Array<Lift> = []
    for (const world of worlds.slice(1))
      for (const manner of ["burst", "patient"] as const) lifts.push(await lift(world, 0.05, manner))
    const median = (of: (one: Lift) => number) => quantile(lifts.map(of), 0.5)
    assert.isAtMost(
      median(({ countPlace }) => countPlace),
      5
    )
    assert.isAtMost(
      median(({ ours }) => ours),
      3
    )
  }, 60_000)
})
