import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { counted, meanOf, type Pace } from "../../dashboard/src/features/inbox/pace.ts"

const none: Pace = { day: "2026-11-26", times: [] }

describe("a curator's pace", () => {
  it("logs what each message took, those decided together sharing the time", () => {
    const after = counted(counted(none, none.day, 1, 6), none.day, 4, 20)
    expect(after.times).toEqual([6, 5, 5, 5, 5])
    expect(meanOf(after)).toBe(5.2)
  })

  it("counts no time away from the desk, and begins every day anew", () => {
    const late = counted(none, none.day, 1, 3_600)
    expect(late.times).toEqual([120])
    expect(counted(late, "2026-11-27", 1, 4)).toEqual({ day: "2026-11-27", times: [4] })
    expect(meanOf(none)).toBeNull()
  })

  it("logs one time a message, whatever is decided", () => {
    const decisions = fc.array(
      fc.record({ messages: fc.integer({ min: 1, max: 40 }), seconds: fc.float({ min: 0, noNaN: true }) })
    )
    fc.assert(
      fc.property(decisions, (all) => {
        const { times } = all.reduce(
          (pace, { messages, seconds }) => counted(pace, none.day, messages, seconds),
          none
        )
        expect(times).toHaveLength(all.reduce((sum, { messages }) => sum + messages, 0))
        expect(times.every((time) => time >= 0 && time <= 120)).toBe(true)
      }),
      { numRuns: 300 }
    )
  })
})
