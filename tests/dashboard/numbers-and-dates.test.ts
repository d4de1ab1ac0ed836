import { expect, it } from "vitest"
import { calendarDay, day, moment, shiftDay } from "../../dashboard/src/i18n/date.ts"
import { exactTenth, integer, percent, tenth } from "../../dashboard/src/i18n/number.ts"

it("groups digits by a narrow no-break space in Russian and by a comma in English", () => {
  expect(integer(12480, "ru")).toBe("12\u202f480")
  expect(integer(12480, "en")).toBe("12,480")
})

it("uses the decimal sign of the language", () => {
  expect([tenth(8, "ru"), tenth(8.25, "ru"), exactTenth(8, "ru"), exactTenth(8, "en")]).toEqual([
    "8",
    "8,3",
    "8,0",
    "8.0"
  ])
})

it.each([
  [0, "0\u202f%"],
  [0.0004, "<\u202f0,1\u202f%"],
  [0.004, "0,4\u202f%"],
  [0.2466, "25\u202f%"],
  [1, "100\u202f%"]
])("says a share of %d as %s", (share, words) => {
  expect(percent(share, "ru")).toBe(words)
})

it("tells the day and the time in Moscow wherever the reader is", () => {
  expect(moment("2026-11-20T15:42:00Z", "ru")).toBe("20\u00a0ноября, 18:42")
  expect(moment("2026-11-20T22:30:00Z", "en")).toBe("21\u00a0November, 01:30")
  expect(calendarDay("2026-08-31T21:00:00Z")).toBe("2026-09-01")
})

it("adds the year only where it is not the year of the slice", () => {
  expect(day("2026-09-12", "ru", "2026-11-20T15:42:00Z")).toBe("12\u00a0сентября")
  expect(day("2025-09-12", "ru", "2026-11-20T15:42:00Z")).toBe("12\u00a0сентября\u00a02025")
})

it("walks the calendar over the ends of months and years", () => {
  expect(shiftDay("2026-03-01", -1)).toBe("2026-02-28")
  expect(shiftDay("2026-12-31", 1)).toBe("2027-01-01")
})
