import * as fc from "fast-check"
import { expect, it } from "vitest"
import { namePeriod, periods } from "../../dashboard/src/features/backlog/periods.ts"
import { conditions, readSearch, sliceOf } from "../../dashboard/src/features/backlog/search.ts"
import { readOnly, toggleOnly } from "../../dashboard/src/features/themes/only.ts"

it("keeps of an address what the contract understands and drops the rest", () => {
  const read = readSearch({
    district: "cao",
    role: "king",
    from: "2026-09-01",
    to: "soon",
    sort: "schools",
    evil: "1"
  })
  expect(read).toEqual({ district: "cao", from: "2026-09-01", sort: "schools" })
})

it("reads any address at all without failing, and reads its own answer the same", () => {
  const keys = fc.constantFrom(
    "from",
    "to",
    "district",
    "role",
    "service",
    "family",
    "verdict",
    "text",
    "sort",
    "only",
    "x"
  )
  fc.assert(
    fc.property(
      fc.dictionary(
        keys,
        fc.oneof(fc.string(), fc.constantFrom("cao", "teacher", "2026-02-30", "2026-02-28"))
      ),
      (raw) => {
        const read = readSearch(raw)
        expect(readSearch(read)).toEqual(read)
      }
    )
  )
})

it("counts a period as one condition and the order as none", () => {
  const search = readSearch({
    from: "2026-09-01",
    to: "2026-11-20",
    district: "cao",
    sort: "title",
    only: "role:head"
  })
  expect(conditions(search)).toBe(2)
  expect(sliceOf(search)).toEqual({ from: "2026-09-01", to: "2026-11-20", district: "cao" })
})

it("counts periods back from the day of the slice and begins the school year on 1 September", () => {
  expect(periods("2026-11-20")).toMatchObject({
    week: { from: "2026-11-14" },
    month: { from: "2026-10-24" },
    year: { from: "2026-09-01" }
  })
  expect(periods("2026-08-31")).toMatchObject({
    year: { from: "2025-09-01" },
    last_year: { from: "2024-09-01", to: "2025-05-31" }
  })
})

it("names a ready-made period by its bounds and leaves others unnamed", () => {
  expect(namePeriod({}, "2026-11-20")).toBe("all_time")
  expect(namePeriod({ from: "2026-11-14" }, "2026-11-20")).toBe("week")
  expect(namePeriod({ from: "2026-11-13" }, "2026-11-20")).toBeUndefined()
})

it("reads the one more condition on a theme's messages", () => {
  expect(readOnly("district:cao")?.slice).toEqual({ district: "cao" })
  expect(readOnly("week:2026-11-16")?.slice).toEqual({ from: "2026-11-16", to: "2026-11-22" })
})

it.each([undefined, "", "district", "district:mars", "week:yesterday", "author:1", "week:"])(
  "takes %s for no condition",
  (text) => {
    expect(readOnly(text)).toBeUndefined()
  }
)

it("takes a condition off when it is pressed again", () => {
  expect(toggleOnly(undefined, "role", "head")).toBe("role:head")
  expect(toggleOnly("role:head", "role", "head")).toBeUndefined()
})
