import type { InboxItem } from "@otklik/contract/inbox"
import { MessageId, ThemeId, Verdict } from "@otklik/contract/vocabulary"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  choose,
  chooseAlike,
  clear,
  decided,
  type Desk,
  isSettled,
  move,
  onward,
  spokenOf,
  undone
} from "../../dashboard/src/features/inbox/desk.ts"

const item = (n: number): InboxItem => ({
  message: {
    id: MessageId.make(n.toString(16).padStart(32, "0")),
    source: "desk",
    family: "ticket",
    createdAt: "2026-11-01T09:00:00.000Z",
    text: "Не открывается журнал",
    school: "1001",
    district: "cao",
    role: "teacher",
    service: "journal",
    language: "ru"
  },
  version: 0,
  suggested: { verdict: "system", sure: 0.5, words: [] },
  candidates: []
})

const items = Array.from({ length: 6 }, (_, i) => item(i))

const steps = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant("verdict" as const), verdict: fc.constantFrom(...Verdict.literals) }),
    fc.record({ act: fc.constant("move" as const), by: fc.integer({ min: -3, max: 3 }) }),
    fc.record({ act: fc.constant("choose" as const), which: fc.nat(items.length - 1) })
  ),
  { maxLength: 30 }
)

type Step = typeof steps extends fc.Arbitrary<ReadonlyArray<infer S>> ? S : never

const take = (desk: Desk, step: Step, i: number): Desk => {
  switch (step.act) {
    case "move":
      return move(desk, items, step.by)
    case "choose":
      return choose(desk, items[step.which]!)
    case "verdict":
      return onward(
        decided(desk, spokenOf(desk, items), () => ({ verdict: step.verdict }), [`decision ${i}`]),
        items
      )
  }
}

describe("the curator's desk", () => {
  it("goes to the next message without a verdict, and comes round to what was passed over", () => {
    const passed = move(clear, items, 5)
    const done = onward(
      decided(passed, spokenOf(passed, items), () => ({ verdict: "data" }), ["d"]),
      items
    )
    expect(done.at).toBe(0)
    expect(isSettled(done, items[5]!)).toBe(true)
  })

  it("speaks of all that are chosen, else of the one that is read", () => {
    const chosen = choose(choose(clear, items[2]!), items[4]!)
    expect(spokenOf(chosen, items)).toEqual([items[2], items[4]])
    expect(spokenOf(choose(chosen, items[2]!), items)).toEqual([items[4]])
    expect(spokenOf(clear, items)).toEqual([items[0]])
    expect(spokenOf(clear, [])).toEqual([])
  })

  it("chooses what is alike: without a verdict yet, and of the theme of the one that is read", () => {
    const of = (n: number, theme: string | null): InboxItem => ({
      ...item(n),
      candidates: theme === null ? [] : [{ theme: ThemeId.make(theme), title: "", messages: 1, quote: "" }]
    })
    const blind = { ...of(5, "T1"), suggested: null }
    const mixed = [of(0, "T1"), of(1, "T2"), of(2, "T1"), of(3, null), of(4, "T1"), blind]
    const settled = decided(clear, [mixed[4]!], () => ({ verdict: "data" }), ["d"])
    expect(spokenOf(chooseAlike(settled, mixed), mixed)).toEqual([mixed[0], mixed[2]])
    expect(chooseAlike({ ...clear, at: 3 }, mixed).chosen.size).toBe(0)
    expect(chooseAlike(clear, [])).toEqual(clear)
  })

  it("takes back everything, in the opposite order, to where it began", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const end = taken.reduce(take, clear)
        const back = end.done.reduce((desk) => undone(desk), end)
        expect(back.marks.size).toBe(0)
        expect(back.done).toEqual([])
        expect(undone(back)).toBe(back)
      }),
      { numRuns: 500 }
    )
  })

  it("never leaves the list", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const { at } = taken.reduce(take, clear)
        expect(at).toBeGreaterThanOrEqual(0)
        expect(at).toBeLessThan(items.length)
      }),
      { numRuns: 300 }
    )
  })
})
