import { builtIns, rice, wsjf } from "@otklik/contract/built-in-models"
import { curve, inOrder } from "@otklik/contract/curve"
import {
  type Measures,
  measures as measured,
  Part,
  rank,
  score,
  type ScoreModel,
  type Signals,
  standard,
  surge
} from "@otklik/contract/score"
import { readModel } from "@otklik/contract/score-model"
import { Result } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const share = fc.double({ min: 0, max: 1, noNaN: true })

const measures: fc.Arbitrary<Measures> = fc.record({
  reach: share,
  severity: share,
  persistence: share,
  trend: fc.double({ min: 0, max: 10, noNaN: true }),
  confidence: share,
  strategy: share,
  effort: fc.option(fc.double({ min: 0.1, max: 200, noNaN: true }))
})

const model = fc.constantFrom(...builtIns)

const themes = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 100_000 }),
      schools: fc.integer({ min: 0, max: 600 }),
      measures
    }),
    { selector: ({ number }) => number, minLength: 2, maxLength: 30 }
  )
  .map((all) => all.map(({ number, ...rest }) => ({ theme: `T${number}`, ...rest })))

const holds = <T>(arbitrary: fc.Arbitrary<T>, body: (value: T) => void, numRuns = 2_000) =>
  fc.assert(fc.property(arbitrary, body), { numRuns })

const hundredths = (value: number) => Math.round(value * 100)

const nothing: Signals = {
  schools: 0,
  schoolsTotal: 600,
  messages: 0,
  people: 0,
  reach: 0,
  heard: 0,
  severe: 0,
  recent: 0,
  expected: 0,
  presence: 0,
  cohesion: 0,
  families: 0,
  direction: "functions",
  service: "journal",
  effort: null
}

describe("score", () => {
  it("has parts that sum to it, by every formula", () => {
    holds(
      fc.tuple(measures, model),
      ([one, by]) => {
        const { parts, score: whole } = score(one, by)
        expect(parts.reduce((sum, { adds }) => sum + hundredths(adds), 0)).toBe(hundredths(whole))
        expect(whole).toBeGreaterThanOrEqual(0)
        expect(whole).toBeLessThanOrEqual(100)
        for (const { points } of parts) {
          expect(points).toBeGreaterThanOrEqual(0)
          expect(points).toBeLessThanOrEqual(100)
        }
      },
      4_000
    )
  })

  it("adds of each part its points by its weight where the formula is a weighted sum", () => {
    holds(measures, (one) => {
      for (const { adds, points, weight } of score(one).parts) {
        expect(Math.abs(adds - points * weight)).toBeLessThanOrEqual(0.005 + 1e-9)
      }
    })
  })

  it("never falls when any measure rises, and never rises with the effort", () => {
    const rising = Part.literals.filter((part) => part !== "effort")
    holds(
      fc.tuple(measures, model, fc.constantFrom(...rising), share),
      ([one, by, part, more]) => {
        const base = score(one, by).score
        expect(score({ ...one, [part]: one[part] + more }, by).score).toBeGreaterThanOrEqual(base)
        const slower = { ...one, effort: (one.effort ?? 1) + 50 * more }
        expect(score(slower, by).score).toBeLessThanOrEqual(
          score({ ...one, effort: one.effort ?? 1 }, by).score
        )
      },
      4_000
    )
  })

  it("gives half the points to an effort that nobody has estimated", () => {
    for (const by of builtIns) {
      expect(score({ ...measured(nothing, by), effort: null }, by).parts.at(-1)?.points).toBe(50)
    }
  })

  it("ranks by RICE as reach × severity × confidence ÷ effort does", () => {
    const far = fc.record({
      reach: fc.double({ min: 0.05, max: 1, noNaN: true }),
      severity: fc.double({ min: 0.05, max: 1, noNaN: true }),
      confidence: fc.double({ min: 0.05, max: 1, noNaN: true }),
      effort: fc.double({ min: 2, max: 40, noNaN: true })
    })
    const raw = (one: { reach: number; severity: number; confidence: number; effort: number }) =>
      (one.reach * one.severity * one.confidence) / one.effort
    const whole = measured(nothing, rice)
    holds(fc.tuple(far, far), ([a, b]) => {
      if (raw(a) < raw(b) * 1.1) return
      expect(score({ ...whole, ...a }, rice).score).toBeGreaterThanOrEqual(
        score({ ...whole, ...b }, rice).score
      )
    })
  })

  it("divides the cost of delay by the effort in WSJF", () => {
    const one = { ...measured(nothing, wsjf), reach: 0.4, severity: 0.5 }
    const at = (effort: number) => score({ ...one, effort }, wsjf).score
    expect(at(8) / at(2)).toBeCloseTo(0.25, 2)
  })

  it("follows the model it is given", () => {
    const weights = { ...standard.weights, ...Object.fromEntries(Part.literals.map((part) => [part, 0])) }
    const onlyReach: ScoreModel = { ...standard, weights: { ...weights, reach: 1 } }
    holds(measures, (one) => {
      const { parts, score: whole } = score(one, onlyReach)
      expect(whole).toBeCloseTo(parts[0]!.points, 9)
    })
  })
})

describe("measures", () => {
  it("do not see messages and people beyond what a school may count", () => {
    const loud = { ...nothing, messages: 900, people: 500 }
    expect(measured(loud, standard)).toEqual(measured(nothing, standard))
  })

  it("call a theme surging only where the numbers prove it", () => {
    expect(surge(3, 1, 5)).toBeLessThan(1)
    expect(surge(300, 100, 5)).toBeGreaterThan(2)
    expect(surge(100, 100, 5)).toBeLessThan(1)
  })

  it("take the strategy from the direction and the service", () => {
    const { directions, services } = standard.strategy
    const wanted: ScoreModel = {
      ...standard,
      strategy: { directions: { ...directions, content: 1 }, services: { ...services, library: 0 } }
    }
    expect(measured({ ...nothing, direction: "content", service: "library" }, wanted).strategy).toBe(0.5)
    expect(measured({ ...nothing, direction: "content", service: null }, wanted).strategy).toBe(1)
  })
})

describe("curve", () => {
  const anchor = fc
    .uniqueArray(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
      comparator: (a, b) => Math.abs(a - b) < 1e-3
    })
    .map((points) => points.toSorted((a, b) => a - b))
    .chain(([low = 0, middle = 0, high = 0]) =>
      fc.constantFrom(
        { zero: low, fifty: middle, hundred: high },
        { zero: high, fifty: middle, hundred: low }
      )
    )

  it("goes through its three anchors and never turns back", () => {
    holds(fc.tuple(anchor, share, share), ([points, a, b]) => {
      const earned = curve(points)
      const { fifty, hundred, zero } = points
      expect(inOrder(points)).toBe(true)
      expect([zero, fifty, hundred].map(earned)).toEqual([0, 50, 100])
      const at = (part: number) => earned(zero + part * (hundred - zero))
      expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)))
    })
  })
})

const refused = (value: unknown) =>
  Result.match(readModel(value), { onSuccess: () => [], onFailure: (problems) => problems })

describe("a model", () => {
  it("that is built in is sound", () => {
    for (const one of builtIns)
      expect(readModel(JSON.parse(JSON.stringify(one)))).toEqual(Result.succeed(one))
  })

  it("with weights that do not sum to one, or below zero, is told what they sum to", () => {
    const heavy = { ...standard, weights: { ...standard.weights, reach: 0.9 } }
    expect(refused(heavy)).toEqual([
      {
        ru: "Веса в сумме дают 1.45, а должны дать 1. Измените их так, чтобы сумма была равна 1.",
        en: "The weights sum to 1.45 and should sum to 1. Change them so that they do."
      }
    ])
    const below = { ...standard, weights: { ...standard.weights, trend: -0.07 } }
    expect(refused(below)[0]?.ru).toContain("«trend» равен -0.07")
  })

  it("with anchors reversed is told which, and that effort falls", () => {
    const turned = { zero: 1, fifty: 0.5, hundred: 0 }
    expect(refused({ ...standard, anchors: { ...standard.anchors, reach: turned } })[0]?.ru).toContain(
      "Опорные точки части «reach» стоят не по порядку"
    )
    const rising = { zero: 1, fifty: 8, hundred: 52 }
    expect(refused({ ...standard, anchors: { ...standard.anchors, effort: rising } })[0]?.ru).toContain(
      "должны убывать"
    )
  })

  it("that names an unknown service or part is told those there are", () => {
    const { directions, services } = standard.strategy
    const strange = { ...standard, strategy: { directions, services: { ...services, telegraph: 1 } } }
    expect(refused(strange)[0]?.ru).toContain("указано «telegraph»")
    expect(refused({ ...standard, weights: { ...standard.weights, people: 0 } })[0]?.en).toContain("“people”")
  })

  it("that is no model at all is told so, whatever it is", () => {
    holds(fc.anything(), (value) => void expect(refused(value).length).toBeGreaterThan(0), 500)
  })
})

describe("rank", () => {
  it("keeps every theme's score and parts when other themes come or go", () => {
    holds(themes, (all) => {
      const scores = new Map(rank(all).map(({ item, parts, score }) => [item.theme, { parts, score }]))
      for (const { item, parts, score } of rank(all.slice(1))) {
        expect({ parts, score }).toEqual(scores.get(item.theme))
      }
    })
  })

  it("gives one order whatever order the themes come in", () => {
    holds(fc.tuple(themes, fc.infiniteStream(fc.nat())), ([all, dice]) => {
      const shuffled = all
        .map((one) => [dice.next().value as number, one] as const)
        .sort(([a], [b]) => a - b)
        .map(([, one]) => one)
      const order = (some: typeof all) => rank(some).map(({ item, rank }) => [rank, item.theme])
      expect(order(shuffled)).toEqual(order(all))
    })
  })

  it("gives equal scores one place and numbers the next by those above it", () => {
    holds(
      themes,
      (all) => {
        const twice = [...all, ...all.map((one, i) => ({ ...one, theme: `T${200_000 + i}` }))]
        const ranked = rank(twice)
        for (const { rank, score } of ranked) {
          expect(rank).toBe(1 + ranked.filter((other) => other.score > score).length)
        }
      },
      500
    )
  })

  it("scores five thousand themes by another model without a server", () => {
    const [one] = fc.sample(measures, { numRuns: 1, seed: 1 })
    const many = Array.from({ length: 5_000 }, (_, i) => ({
      theme: `T${i + 1}`,
      schools: i % 600,
      measures: { ...one!, reach: (i % 997) / 997 }
    }))
    expect(rank(many, rice)).toHaveLength(5_000)
  })
})
