import type { Service } from "@otklik/contract/vocabulary"
import { storms } from "@otklik/pipeline/triage/storms"
import { surprise } from "@otklik/pipeline/triage/surprise"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

/** Draws of chance from a seed (mulberry32). */
const chance = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A Poisson count, by Knuth's product of draws in steps of at most 30. */
const count = (mean: number, next: () => number): number => {
  let sum = 0
  for (let left = mean; left > 0; left -= 30) {
    const least = Math.exp(-Math.min(left, 30))
    for (let product = next(); product > least; product *= next()) sum++
  }
  return sum
}

const length = 200
const weekdays = [0.2, 1.2, 1.2, 1.1, 1.1, 1, 0.5]
/** The first of September, when five times as much is written for ten days. */
const september = 100
const calendar = Float64Array.from({ length }, (_, day) => (day >= september && day < september + 10 ? 5 : 1))
const services: ReadonlyArray<Service> = ["journal", "library", "schedule", "sign_in", "mobile"]

/** Half a year of a city: what a service is troubled by beside the usual is told by `more`, in times the usual. */
const world = (
  seed: number,
  rate: number,
  more: (service: Service, day: number) => number = () => 0,
  known = calendar
) => {
  const next = chance(seed)
  const messages = new Float64Array(length)
  const heard = services.map((service, i) => {
    const trouble = Float64Array.from({ length }, (_, day) => {
      const usual = (rate / (i + 1)) * calendar[day]! * weekdays[day % 7]!
      const gust = 0.5 + next()
      return count(usual * gust, next) + count(rate * more(service, day), next)
    })
    trouble.forEach(
      (sum, day) => (messages[day]! += sum + count(2 * rate * calendar[day]! * weekdays[day % 7]!, next))
    )
    return { service, trouble, voices: trouble.map((sum) => Math.ceil(sum * 0.6)) }
  })
  return { weekday: 0, calendar: known, messages, services: heard }
}

const seeds = fc.integer({ min: 1, max: 1_000_000 })
const rates = fc.constantFrom(5, 10, 40)

describe("an outage", () => {
  it("is found on its days, for its service alone", () => {
    fc.assert(
      fc.property(
        seeds,
        rates,
        fc.integer({ min: 40, max: 190 }),
        fc.integer({ min: 1, max: 3 }),
        (seed, rate, day, days) => {
          fc.pre(day + days < september - 4 || day > september + 14)
          const found = storms(
            world(seed, rate, (service, at) =>
              service === "journal" && at >= day && at < day + days ? 25 : 0
            )
          )
          assert.deepEqual(
            found.map(({ first, last, service }) => ({ first, last, service })),
            [{ first: day, last: day + days - 1, service: "journal" }]
          )
          assert.isBelow(found[0]!.expected, 10 * rate * days)
        }
      ),
      { numRuns: 200, seed: 7 }
    )
  })

  it("is not the first of September, whether the calendar knows of it or not", () => {
    fc.assert(
      fc.property(seeds, rates, fc.boolean(), (seed, rate, knows) => {
        const flat = new Float64Array(length).fill(1)
        assert.deepEqual(storms(world(seed, rate, () => 0, knows ? calendar : flat)), [])
      }),
      { numRuns: 200, seed: 7 }
    )
  })

  it("is not the first days or weeks of a fault that grows, whenever one looks", () => {
    fc.assert(
      fc.property(seeds, rates, fc.integer({ min: 3, max: 21 }), (seed, rate, days) => {
        const began = length - days
        const grows = world(seed, rate, (service, at) =>
          service === "journal" && at >= began ? 0.7 * (at - began + 1) : 0
        )
        assert.deepEqual(storms(grows), [])
      }),
      { numRuns: 200, seed: 7 }
    )
  })

  it("is not a trouble that comes and stays", () => {
    fc.assert(
      fc.property(seeds, rates, fc.integer({ min: 5, max: 40 }), (seed, rate, days) => {
        const stays = world(seed, rate, (service, at) =>
          service === "library" && at >= length - days ? 20 : 0
        )
        assert.deepEqual(storms(stays), [])
      }),
      { numRuns: 200, seed: 7 }
    )
  })

  it("is not one loud school, nor a day on which everything fails", () => {
    const loud = world(1, 10, (service, at) => (service === "journal" && at === 60 ? 25 : 0))
    const one = {
      ...loud,
      services: loud.services.map((each) => ({ ...each, voices: each.voices.map(() => 1) }))
    }
    assert.deepEqual(storms(one), [])
    assert.deepEqual(storms(world(1, 10, (_, at) => (at === 60 ? 25 : 0))), [])
  })

  it("is not told from a history of less than four weeks", () => {
    const { services: of, ...rest } = world(1, 10, (service, at) =>
      service === "journal" && at === 20 ? 40 : 0
    )
    const short = {
      ...rest,
      calendar: rest.calendar.slice(0, 25),
      messages: rest.messages.slice(0, 25),
      services: of.map(({ service, trouble, voices }) => ({
        service,
        trouble: trouble.slice(0, 25),
        voices: voices.slice(0, 25)
      }))
    }
    assert.deepEqual(storms(short), [])
  })
})

describe("the surprise of a count", () => {
  it("is the upper tail of a Poisson, and larger where counts scatter more", () => {
    assert.closeTo(surprise(3, 1, 1), 1 - Math.exp(-1) * 2.5, 1e-9)
    assert.isAbove(surprise(12, 4, 3), surprise(12, 4, 1))
    assert.strictEqual(surprise(2, 5, 1), 1)
  })

  it("never rises with the count and stays between 0 and 1", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        (y, expected, spread) => {
          const [now, more] = [surprise(y, expected, spread), surprise(y + 1, expected, spread)]
          assert.isTrue(now >= 0 && now <= 1 && more <= now + 1e-9)
        }
      ),
      { numRuns: 1_000 }
    )
  })
})
