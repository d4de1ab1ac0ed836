import { rank, score, standard } from "@otklik/contract/score"
import { condition, gather, narrows } from "@otklik/sql/signals"
import type { Ground, Material } from "@otklik/sql/signals/ground"
import { hear } from "@otklik/sql/signals/heard"
import { saidBySchool } from "@otklik/sql/signals/said"
import { placeOf } from "@otklik/sql/places"
import { CAMPAIGN, dayNumber, ECHO, INCIDENT, voicesOf } from "@otklik/sql/signals/voices"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

type Row = NonNullable<Parameters<typeof voicesOf>[0][number]>

const today = dayNumber("2026-03-31")
const [cao, zao] = [placeOf("district", "cao"), placeOf("district", "zao")]
const schools = Uint8Array.from({ length: 40 }, (_, i) => (i < 30 ? cao : zao))

const ground: Ground = {
  today,
  schools,
  said: new Int32Array(40),
  firstDay: today - 399,
  calendar: new Float64Array(400).fill(1),
  themes: new Map(
    [1, 2, 3, 4].map((number) => [
      `T${number}`,
      { cohesion: 0.5, direction: "functions", service: "journal", effort: null } as const
    ])
  )
}
const material = (rows: ReadonlyArray<Row>): Material => {
  const voices = voicesOf(rows)
  return { ground: { ...ground, said: saidBySchool(voices, today, schools.length) }, voices }
}

const row = fc.record({
  theme: fc.integer({ min: 0, max: 4 }),
  voice: fc.integer({ min: -3, max: 39 }),
  person: fc.integer({ min: 1, max: 6 }),
  day: fc.integer({ min: today - 399, max: today }),
  severity: fc.constantFrom(0, 100, 500, 1000),
  role: fc.integer({ min: 0, max: 8 }),
  family: fc.integer({ min: 1, max: 3 }),
  marks: fc.constantFrom(0, 0, 0, ECHO, CAMPAIGN, INCIDENT)
})
const district = (one: Row): Row => ({ ...one, district: one.voice! < 0 ? 0 : schools[one.voice!]! })
const rows = fc
  .array(row, { minLength: 1, maxLength: 40 })
  .map((all): ReadonlyArray<Row> => all.map(district))

const holds = <T>(arbitrary: fc.Arbitrary<T>, body: (value: T) => void, numRuns = 3_000) =>
  fc.assert(fc.property(arbitrary, body), { numRuns })

const { devotion: _, ...withoutDevotion } = standard

const themesOf = (all: ReadonlyArray<Row>) => gather(material(all), standard).themes
const scoresOf = (all: ReadonlyArray<Row>) =>
  new Map(themesOf(all).map(({ measures, theme }) => [theme, score(measures)]))
const distinct = (values: Iterable<unknown>) => new Set(values).size

describe("signals", () => {
  it("count messages, schools, people and sources as one counts them by hand", () => {
    holds(rows, (all) => {
      for (const { families, messages, people, schools: raised, theme } of themesOf(all)) {
        const own = all.filter((one) => `T${one.theme}` === theme)
        expect(messages).toBe(own.length)
        expect(raised).toBe(distinct(own.filter(({ voice }) => voice! >= 0).map(({ voice }) => voice)))
        expect(people).toBe(distinct(own.map(({ person, voice }) => `${voice} ${person}`)))
        expect(families).toBe(distinct(own.map(({ family }) => family)))
      }
    })
  })

  it("of a theme are the same whatever other themes there are, so its score is absolute", () => {
    holds(rows, (all) => {
      const scores = scoresOf(all)
      // the theme is gone, its messages stay: who was heard at all does not change
      const fewer = scoresOf(all.map((one) => (one.theme === 1 ? { ...one, theme: 0 } : one)))
      const split = scoresOf(
        all.map((one) => (one.theme === 1 && one.person! % 2 ? { ...one, theme: 9 } : one))
      )
      for (const [theme, found] of scores) {
        if (theme === "T1") continue
        expect(fewer.get(theme)).toEqual(found)
        expect(split.get(theme)).toEqual(found)
      }
    })
  })

  it("do not depend on the order of messages", () => {
    holds(fc.tuple(rows, fc.integer()), ([all, turn]) => {
      const at = Math.abs(turn) % all.length
      expect(scoresOf([...all.slice(at), ...all.slice(0, at)].toReversed())).toEqual(scoresOf(all))
    })
  })

  it("do not change when messages are sent again", () => {
    holds(fc.tuple(rows, fc.nat({ max: 3 })), ([all, times]) => {
      const again = Array.from({ length: times }, () => all).flat()
      const order = (some: ReadonlyArray<Row>) =>
        rank(themesOf(some)).map(({ item, score }) => [item.theme, score])
      expect(order([...all, ...again, ...all.slice(0, 3)])).toEqual(order(all))
    })
  })

  it("never fall in reach when one more school raises the theme steadily", () => {
    holds(rows, (all) => {
      const steadily = [10, 100, 200].map((age): Row => ({
        theme: 1,
        voice: 39,
        person: 1,
        day: today - age,
        family: 1,
        district: zao
      }))
      const before = themesOf([...all, ...steadily.map((one) => ({ ...one, theme: 0 }))])
      const after = themesOf([...all.filter((one) => one.voice !== 39), ...steadily])
      const reachOf = (some: typeof before) => some.find(({ theme }) => theme === "T1")?.reach ?? 0
      if (all.some(({ theme, voice }) => theme === 1 && voice === 39)) return
      expect(reachOf(after)).toBeGreaterThan(0)
      expect(reachOf(after)).toBeGreaterThanOrEqual(reachOf(before) - 1e-9)
    })
  })

  it("count a school's voices up to its cap", () => {
    const loud = (theme: number) =>
      Array.from({ length: 40 }, (_, i): Row => ({
        theme,
        voice: 1,
        person: 100 * theme + i,
        day: today - i,
        family: 1
      }))
    const { heard } = themesOf([...loud(1), ...[2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap(loud)])[0]!
    expect(heard).toBe(standard.perSchool)
  })

  it("count little of schools that are heard of hardly anything but one theme", () => {
    const spoken = (theme: number, times: number) =>
      Array.from({ length: 20 }, (_, voice) =>
        Array.from({ length: times }, (_, i): Row => ({
          theme,
          voice,
          person: i,
          day: today - 7 * ((i * 5) % 50) - (voice % 7),
          family: 1,
          district: schools[voice]!
        }))
      ).flat()
    const [few, loud] = [themesOf(spoken(1, 4)), themesOf([...spoken(1, 60), ...spoken(0, 600)])]
    const [devoted] = themesOf([...spoken(1, 60), ...spoken(0, 10)])
    expect(few[0]!.reach).toBeGreaterThan(0.4)
    expect(loud[0]!.reach).toBeGreaterThan(0.4)
    expect(devoted!.schools).toBe(20)
    expect(devoted!.reach).toBeLessThan(0.02)
    const before = gather(material([...spoken(1, 60), ...spoken(0, 10)]), withoutDevotion).themes
    expect(before[0]!.reach).toBeGreaterThan(0.4)
  })

  it("count an incident as one voice of no school, however many it was", () => {
    const storm = Array.from({ length: 30 }, (_, i): Row => ({
      theme: 1,
      voice: i,
      day: today,
      marks: INCIDENT,
      family: 1
    }))
    const [one] = themesOf(storm)
    expect(one).toMatchObject({ schools: 30, messages: 30, heard: 1, reach: 0 })
  })

  it("count schools that only joined a mass mailing at the model's discount", () => {
    const steady = (marks: number) =>
      Array.from({ length: 20 }, (_, i): ReadonlyArray<Row> =>
        [5, 150, 300].map((age) => ({
          theme: 1,
          voice: i,
          day: today - age,
          marks,
          family: 1,
          district: cao
        }))
      ).flat()
    const [own] = themesOf(steady(0))
    const [copied] = themesOf(steady(CAMPAIGN))
    expect(copied!.reach / own!.reach).toBeCloseTo(standard.campaign, 0)
    expect(copied!.reach).toBeLessThan(own!.reach * 0.6)
  })

  it("count few of the schools that all come in one week and never again", () => {
    const spoken = (voice: number, age: number, theme: number): Row => ({
      theme,
      voice,
      day: today - age,
      family: 1,
      district: schools[voice]!
    })
    // every school is heard every week, of no theme
    const heard = Array.from({ length: 40 }, (_, voice) =>
      Array.from({ length: 52 }, (_, week) => spoken(voice, 7 * week, 0))
    ).flat()
    const steadily = Array.from({ length: 20 }, (_, voice) =>
      [4, 90, 180, 270].map((age) => spoken(voice, age + 3 * voice, 1))
    ).flat()
    const atOnce = Array.from({ length: 20 }, (_, voice) => spoken(voice, 3, 2))
    const [steady, burst] = themesOf([...heard, ...steadily, ...atOnce])
    expect(steady!.reach).toBeCloseTo(0.5, 1)
    expect(burst!.reach).toBeLessThan(steady!.reach / 2)
  })

  it("weigh a district that is heard little as the schools it has", () => {
    const from = (voices: ReadonlyArray<number>, theme: number) =>
      voices.flatMap((voice) =>
        [5, 150, 300].map((age): Row => ({
          theme,
          voice,
          day: today - age,
          family: 1,
          district: schools[voice]!
        }))
      )
    const caoSchools = Array.from({ length: 30 }, (_, i) => i)
    // all of one district is heard, half of the other; a tenth of the first raises the theme, all the heard of the other
    const some = [...from(caoSchools, 0), ...from([30, 31, 32, 33, 34], 0)]
    const [one] = themesOf([...some, ...from(caoSchools.slice(0, 3), 1), ...from([30, 31, 32, 33, 34], 1)])
    expect(one!.schools).toBe(8)
    expect(one!.reach).toBeGreaterThan(8 / 35)
  })

  it("name districts that should be heard and are not", () => {
    const rowsOf = (voice: number, theme: number): Row => ({
      theme,
      voice,
      day: today - 3 * voice,
      family: 1,
      district: schools[voice]!
    })
    const all = Array.from({ length: 40 }, (_, voice) => rowsOf(voice, voice < 30 ? 1 : 0))
    expect(themesOf(all)[0]?.quietDistricts).toContain("zao")
  })

  it("expect of the last weeks what the weeks before them held, day by day of the calendar", () => {
    const steady = Array.from({ length: 112 }, (_, i): Row => ({
      theme: 1,
      voice: -1 - i,
      person: i,
      day: today - i,
      family: 1
    }))
    const [one] = themesOf(steady)
    expect(one!.recent).toBeCloseTo(28 * standard.alone, 9)
    expect(one!.expected).toBeCloseTo(28 * standard.alone, 9)
  })

  it("of a slice are those of its messages alone", () => {
    holds(
      rows,
      (all) => {
        const inside = all.filter((one) => one.district === zao && one.day! >= dayNumber("2025-10-01"))
        const slice = { district: "zao", from: "2025-10-01" } as const
        const sliced = gather(material(all), standard, slice)
        const alone = gather(material(inside), standard, slice)
        expect(sliced.themes).toEqual(alone.themes)
        for (const { schoolsTotal } of sliced.themes) expect(schoolsTotal).toBe(10)
      },
      1_000
    )
  })

  it("can be judged by who was heard at another time", () => {
    const all = Array.from({ length: 20 }, (_, voice): Row => ({
      theme: 1,
      voice,
      day: today,
      family: 1,
      district: cao
    }))
    const { voices } = material(all)
    const then = hear(voices, { ...ground, schools: Uint8Array.from({ length: 40 }, () => cao) }, standard)
    const [now] = gather({ voices, ground }, standard).themes
    const [before] = gather({ voices, ground }, standard, {}, then).themes
    expect(before!.reach).not.toBe(now!.reach)
  })

  it("never carry a person's words in their text", () => {
    const words = "x' or 1=1 --"
    const { params, sql } = condition({ district: words as never, from: words, to: words })
    expect(sql).not.toContain(words)
    expect(Object.values(params)).toContain(words)
  })

  it("tell whether a slice narrows anything", () => {
    expect(narrows({})).toBe(false)
    expect(narrows({ to: "2025-01-01" })).toBe(true)
    expect(narrows({ verdict: "idea" })).toBe(true)
  })
})
