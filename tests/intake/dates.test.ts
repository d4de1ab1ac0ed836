import fc from "fast-check"
import { expect, it } from "vitest"
import { parseDate } from "@otklik/pipeline/intake/dates"
import { zone } from "@otklik/pipeline/intake/zone"

const moscow = { zone: zone("Europe/Moscow"), order: "day-first" } as const
const read = (text: string) => parseDate(text, moscow)?.toISOString()

it.each([
  ["2026-09-12", "2026-09-11T21:00:00.000Z"],
  ["2026-09-12T10:15:00Z", "2026-09-12T10:15:00.000Z"],
  ["2026-09-12 10:15:00.123456+03:00", "2026-09-12T07:15:00.000Z"],
  ["2026-09-12T10:15:00+0500", "2026-09-12T05:15:00.000Z"],
  ["12.09.2026 10:15", "2026-09-12T07:15:00.000Z"],
  ["12.09.2026, 10:15:07", "2026-09-12T07:15:07.000Z"],
  ["12.09.26 9:05", "2026-09-12T06:05:00.000Z"],
  ["12/сен/26 1:05 PM", "2026-09-12T10:05:00.000Z"],
  ["12/Sep/26 12:05 AM", "2026-09-11T21:05:00.000Z"],
  ["12 сентября 2026 г. в 10:15", "2026-09-12T07:15:00.000Z"],
  ["Sat, 12 Sep 2026 10:15:00 +0300 (MSK)", "2026-09-12T07:15:00.000Z"],
  ["2026/09/12 10:15:00 PM GMT+3", "2026-09-12T19:15:00.000Z"],
  ["September 12, 2026 at 10:15 AM", "2026-09-12T07:15:00.000Z"],
  ["9/13/2026 10:15:00", "2026-09-13T07:15:00.000Z"],
  ["1789197300", "2026-09-12T07:15:00.000Z"]
])("%s is %s", (text, instant) => {
  expect(read(text)).toBe(instant)
})

it.each([
  "31.02.2026",
  "00.01.2026",
  "12.13.2026 25:00",
  "2026-02-30",
  "29.02.2025",
  "12.09.2026 24:00",
  "вчера",
  "",
  "12.09.2026 утром",
  "12.09.2026 10:15 +99:00"
])("«%s» is no date", (text) => {
  expect(read(text)).toBeUndefined()
})

it("an offset of another year is the zone's own of that year", () => {
  expect(read("12.07.2012 10:00")).toBe("2012-07-12T06:00:00.000Z")
  expect(read("12.07.2009 10:00")).toBe("2009-07-12T06:00:00.000Z")
  expect(read("12.01.2009 10:00")).toBe("2009-01-12T07:00:00.000Z")
})

it("the month may stand first where a profile says so", () => {
  const american = { ...moscow, order: "month-first" } as const
  expect(parseDate("3/4/2026 10:00", american)?.toISOString()).toBe("2026-03-04T07:00:00.000Z")
  expect(parseDate("13/4/2026 10:00", american)?.toISOString()).toBe("2026-04-13T07:00:00.000Z")
})

it("any instant written as ISO is read back", () => {
  const dates = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-01-01"), noInvalidDate: true })
  fc.assert(
    fc.property(dates, (date) => {
      date.setUTCMilliseconds(0)
      expect(parseDate(date.toISOString(), moscow)).toEqual(date)
    })
  )
})

it("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d.:/ +\-TZapmсен,г]{0,40}$/u), (text) => void parseDate(text, moscow))
  )
})
