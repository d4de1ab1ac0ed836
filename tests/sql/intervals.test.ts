import { standard } from "@otklik/contract/score"
import { intervals } from "@otklik/sql/intervals"
import { gather } from "@otklik/sql/signals"
import type { Ground, Material } from "@otklik/sql/signals/ground"
import { saidBySchool } from "@otklik/sql/signals/said"
import { placeOf } from "@otklik/sql/places"
import { dayNumber, voicesOf } from "@otklik/sql/signals/voices"
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

describe("rank intervals", () => {
  const steady = (theme: number, count: number) =>
    Array.from({ length: count }, (_, voice): ReadonlyArray<Row> =>
      [5, 60, 150, 300].map((age) => ({
        theme,
        voice,
        day: today - age - theme,
        family: 1,
        district: schools[voice]!
      }))
    ).flat()

  it("hold the places of resampled schools, the same every time", () => {
    const gathered = gather(
      material([...steady(1, 38), ...steady(2, 12), ...steady(3, 11), ...steady(4, 2)]),
      standard
    )
    const found = intervals(gathered, ground, standard, () => true)
    expect(found.get("T1")).toEqual({ low: 1, high: 1 })
    expect(found.get("T2")!.low).toBe(2)
    expect(found.get("T3")!.high - found.get("T3")!.low).toBeGreaterThanOrEqual(0)
    expect(found.get("T2")!.high).toBeLessThanOrEqual(4)
    expect(intervals(gathered, ground, standard, () => true)).toEqual(found)
  })

  it("are wide where two themes hang on few schools each", () => {
    const few = (theme: number, from: number) =>
      [0, 1, 2].flatMap((i) =>
        [5, 60, 150].map((age): Row => ({
          theme,
          voice: from + i,
          day: today - age,
          family: 1,
          district: cao
        }))
      )
    const found = intervals(
      gather(material([...few(1, 0), ...few(2, 10)]), standard),
      ground,
      standard,
      () => true
    )
    expect(found.get("T1")).toEqual({ low: 1, high: 2 })
    expect(found.get("T2")).toEqual({ low: 1, high: 2 })
  })
})
