import { points, rank, score, type ScoreModel, type Signals, standard } from "@otklik/contract/score"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const count = fc.integer({ min: 0, max: 5_000 })

const signals: fc.Arbitrary<Signals> = fc
  .record({
    schools: fc.integer({ min: 0, max: 600 }),
    schoolsTotal: fc.integer({ min: 600, max: 700 }),
    messages: count,
    people: count,
    severity: fc.double({ min: 0, max: 1, noNaN: true }),
    recent: count,
    expected: fc.double({ min: 0, max: 5_000, noNaN: true }),
    cohesion: fc.double({ min: 0, max: 1, noNaN: true }),
    families: fc.integer({ min: 1, max: 3 })
  })
  .map(({ severity, ...rest }) => ({
    ...rest,
    heard: rest.messages,
    voices: rest.people,
    severe: severity * rest.messages
  }))

const theme = fc.record({ number: fc.integer({ min: 1, max: 100_000 }), signals })

const themes = fc
  .uniqueArray(theme, { selector: ({ number }) => number, minLength: 2, maxLength: 30 })
  .map((all) => all.map(({ number, signals }) => ({ theme: `T${number}`, ...signals })))

const holds = <T>(arbitrary: fc.Arbitrary<T>, body: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, body), { numRuns: 2_000 })

const hundredths = (value: number) => Math.round(value * 100)

describe("score", () => {
  it("has parts that sum to it, each between nothing and its weight", () => {
    holds(signals, (one) => {
      const { parts, score: whole } = score(one)
      expect(parts.reduce((sum, { adds }) => sum + hundredths(adds), 0)).toBe(hundredths(whole))
      for (const { adds, points, weight } of parts) {
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(100)
        expect(Math.abs(adds - points * weight)).toBeLessThanOrEqual(0.005 + 1e-9)
      }
      expect(whole).toBeLessThanOrEqual(100)
    })
  })

  it("never falls when one more school, person or grave message speaks", () => {
    holds(signals, (one) => {
      const base = score(one).score
      expect(score({ ...one, schools: one.schools + 1 }).score).toBeGreaterThanOrEqual(base)
      expect(score({ ...one, voices: one.voices + 1 }).score).toBeGreaterThanOrEqual(base)
      expect(score({ ...one, severe: one.severe + 0.5 }).score).toBeGreaterThanOrEqual(base)
      expect(score({ ...one, recent: one.recent + 1 }).score).toBeGreaterThanOrEqual(base)
    })
  })

  it("does not see messages beyond what a school may count", () => {
    holds(signals, (one) => {
      expect(score({ ...one, messages: one.messages + 500, people: one.people + 500 }).score).toBe(
        score(one).score
      )
    })
  })

  it("gives the issue's own example its points: 143 of 580 schools are 86 of 100", () => {
    expect(Math.round(points(143 / 580, standard.anchors.reach))).toBe(86)
  })

  it("has weights that sum to one and anchors that make a curve", () => {
    const sum = Object.values(standard.weights).reduce((all, weight) => all + weight, 0)
    expect(sum).toBeCloseTo(1, 12)
    for (const { fifty, hundred } of Object.values(standard.anchors)) {
      expect(hundred).toBeGreaterThan(2 * fifty)
      expect(points(0, { fifty, hundred })).toBe(0)
      expect(points(fifty, { fifty, hundred })).toBe(50)
      expect(points(hundred, { fifty, hundred })).toBe(100)
      expect(points(hundred * 9, { fifty, hundred })).toBe(100)
    }
  })

  it("says nothing of reach where no school could speak", () => {
    const nobody = { ...emptySignals, schoolsTotal: 0 }
    expect(score(nobody).parts[0]?.points).toBe(0)
  })

  it("follows the model it is given", () => {
    const onlyReach: ScoreModel = {
      ...standard,
      weights: { reach: 1, people: 0, severity: 0, trend: 0, confidence: 0 }
    }
    holds(signals, (one) => {
      const { parts, score: whole } = score(one, onlyReach)
      expect(whole).toBeCloseTo(parts[0]!.points, 9)
    })
  })
})

const emptySignals: Signals = {
  schools: 0,
  schoolsTotal: 600,
  messages: 0,
  heard: 0,
  people: 0,
  voices: 0,
  severe: 0,
  recent: 0,
  expected: 0,
  cohesion: 0,
  families: 0
}

describe("rank", () => {
  it("keeps every theme's score and parts when another theme comes or goes", () => {
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

  it("numbers the best first, without gaps", () => {
    holds(themes, (all) => {
      const ranked = rank(all)
      ranked.forEach(({ rank, score }, i) => {
        expect(rank).toBe(i + 1)
        expect(score).toBeLessThanOrEqual(ranked[i - 1]?.score ?? 100)
      })
    })
  })

  it("lets many schools outrank one loud school", () => {
    const many = {
      ...emptySignals,
      theme: "T2",
      schools: 75,
      messages: 75,
      heard: 75,
      people: 75,
      voices: 75
    }
    const loud = { ...emptySignals, theme: "T1", schools: 1, messages: 900, heard: 3, people: 100, voices: 3 }
    expect(rank([loud, many]).map(({ item }) => item.theme)).toEqual(["T2", "T1"])
  })
})
