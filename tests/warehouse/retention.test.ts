import { dayIn, type Published } from "@otklik/contract/published"
import { SnapshotId } from "@otklik/contract/vocabulary"
import { retained } from "@otklik/pipeline/warehouse/retention"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const day = 86_400_000
const start = Date.UTC(2026, 0, 1)

const lineOf = (number: number, at: number): Published => ({
  id: SnapshotId.make(number.toString(16).padStart(16, "0")),
  at: new Date(start + at).toISOString(),
  asOf: "",
  messages: 0,
  themes: 0,
  last: 0,
  model: { name: "standard", hash: "" }
})

/** Up to 60 publications over 300 days; a number that comes again is a snapshot served again. */
const log = fc
  .array(fc.tuple(fc.nat(40), fc.nat(300 * day)), { maxLength: 60 })
  .map((all) => all.toSorted(([, a], [, b]) => a - b).map(([number, at]) => lineOf(number, at)))

const zone = fc.constantFrom("Europe/Moscow", "UTC", "Asia/Kamchatka", "America/New_York")
const store = fc.record({
  published: log,
  zone,
  now: fc.nat(400 * day).map((at) => new Date(start + 300 * day + at).toISOString()),
  pins: fc.array(fc.nat(40)).map((all) => new Set(all.map((number) => lineOf(number, 0).id as string)))
})

const mondayOf = (instant: string, zoned: string) => {
  const local = Date.parse(`${dayIn(zoned)(instant)}T00:00:00Z`)
  return local - ((new Date(local).getUTCDay() + 6) % 7) * day
}

const holds = (body: (it: typeof store extends fc.Arbitrary<infer T> ? T : never) => void) =>
  fc.assert(fc.property(store, body), { numRuns: 2_000 })

describe("retention", () => {
  it("keeps all of the last thirty days", () => {
    holds(({ published, ...rest }) => {
      const kept = retained({ published, ...rest })
      for (const { at, id } of published)
        if (Date.parse(at) > Date.parse(rest.now) - 30 * day) expect(kept).toContain(id)
    })
  })

  it("keeps the last of every week that had any", () => {
    holds(({ published, ...rest }) => {
      const kept = retained({ published, ...rest })
      published.forEach(({ at, id }, i) => {
        const next = published[i + 1]
        if (next === undefined || mondayOf(next.at, rest.zone) > mondayOf(at, rest.zone))
          expect(kept).toContain(id)
      })
    })
  })

  it("keeps what is pinned, and a pin costs no other its place", () => {
    holds(({ pins, ...rest }) => {
      const kept = retained({ ...rest, pins })
      for (const id of pins) expect(kept).toContain(id)
      for (const id of retained({ ...rest, pins: new Set() })) expect(kept).toContain(id)
    })
  })

  it("keeps at most one of an old week besides what is pinned", () => {
    holds(({ published, ...rest }) => {
      const once = published.filter(({ id }, i) => published.findIndex((one) => one.id === id) === i)
      const kept = retained({ ...rest, published: once })
      const old = once.filter(
        ({ at, id }) =>
          kept.has(id) && !rest.pins.has(id) && Date.parse(at) <= Date.parse(rest.now) - 30 * day
      )
      expect(new Set(old.map(({ at }) => mondayOf(at, rest.zone))).size).toBe(old.length)
    })
  })

  it("asked again keeps all that it kept, and asked every day removes what it removes when asked once", () => {
    holds(({ published, ...rest }) => {
      const once = retained({ published, ...rest })
      const left = published.filter(({ id }) => once.has(id))
      expect(retained({ ...rest, published: left })).toEqual(once)
      const earlier = { ...rest, now: new Date(start + 200 * day).toISOString() }
      const before = retained({ ...earlier, published })
      for (const id of once) expect(before).toContain(id)
    })
  })
})
