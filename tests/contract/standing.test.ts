import { Decision } from "@otklik/contract/decisions"
import { standing } from "@otklik/contract/standing"
import { Schema } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const decode = Schema.decodeUnknownSync(Decision, { onExcessProperty: "error" })
const message = (number: number) => number.toString(16).padStart(32, "0")

let seq = 0
const made = (kind: string, fields: object, at = ++seq) =>
  decode({ seq: at, at: "2026-11-01T09:00:00Z", by: "анна", kind, ...fields })
const link = (a: number, b: number) => made("must_link", { a: message(a), b: message(b) })
const part = (a: number, b: number) => made("cannot_link", { a: message(a), b: message(b) })
const pin = (at: number, theme: string) => made("pin", { message: message(at), theme })
const judged = (at: number, verdict: string) => made("verdict", { message: message(at), verdict })

describe("decisions", () => {
  it("are read strictly", () => {
    expect(() => made("pin", { message: message(1), theme: "7" })).toThrow()
    expect(() => made("pin", { message: message(1), theme: "T7", note: "…" })).toThrow()
    expect(() => made("rename", { theme: "T7", title: "  " })).toThrow()
    expect(() => made("split", { theme: "T7", messages: [] })).toThrow()
  })

  it("hold until they are undone, and again when the undoing is undone", () => {
    const rename = made("rename", { theme: "T1", title: "Оценки" })
    const undo = made("undo", { undoes: rename.seq })
    const redo = made("undo", { undoes: undo.seq })
    expect([...standing([rename]).titles.keys()]).toEqual(["T1"])
    expect(standing([rename, undo]).titles.size).toBe(0)
    expect(standing([rename, undo, redo]).titles.size).toBe(1)
  })

  it("give way to later ones of the same thing without a word", () => {
    const held = standing([pin(1, "T1"), pin(1, "T2")])
    expect(held.placed.map(({ theme }) => theme)).toEqual(["T2"])
    expect(held.contradictions).toEqual([])
  })

  it("of a verdict hold as the last one says, and as the one before where that is undone", () => {
    const [first, second] = [judged(1, "idea"), judged(1, "system")]
    const undo = made("undo", { undoes: second.seq })
    const verdicts = (all: ReadonlyArray<Decision>) => [...standing(all).verdicts.values()]
    expect(verdicts([second, first])).toEqual([{ seq: second.seq, verdict: "system" }])
    expect(verdicts([first, second, undo])).toEqual([{ seq: first.seq, verdict: "idea" }])
    expect(standing([first, second, undo]).contradictions).toEqual([])
    expect(() => judged(1, "other")).toThrow()
  })

  it("of a theme's verdict follow the theme, and go where it is merged away", () => {
    const [kept, gone] = ["T2", "T1"].map((theme) => made("theme_verdict", { theme, verdict: "method" }))
    const merge = made("merge", { from: "T1", into: "T2" })
    const later = made("theme_verdict", { theme: "T1", verdict: "data" })
    expect([...standing([kept!, gone!, merge]).themeVerdicts.keys()]).toEqual(["T2"])
    expect([...standing([kept!, gone!, merge, later]).themeVerdicts]).toEqual([
      ["T2", { seq: later.seq, verdict: "data" }]
    ])
  })

  it("of an effort hold as the last one says, follow the theme and can be taken back", () => {
    const [first, second] = [3, 8].map((weeks) => made("effort", { theme: "T1", weeks }))
    const efforts = (...all: ReadonlyArray<Decision>) => [...standing(all).efforts]
    expect(efforts(second!, first!)).toEqual([["T1", { seq: second!.seq, weeks: 8 }]])
    expect(efforts(first!, made("effort", { theme: "T1", weeks: null }))).toEqual([])
    expect(efforts(first!, made("merge", { from: "T1", into: "T2" }))).toEqual([])
    expect(() => made("effort", { theme: "T1", weeks: -1 })).toThrow()
  })

  it("that contradict are told with both numbers, and the later holds", () => {
    const [first, second, third] = [link(1, 2), link(2, 3), part(1, 3)]
    const held = standing([first, second, third])
    expect(held.apart.map(({ seq }) => seq)).toEqual([third.seq])
    expect(held.contradictions).toMatchObject([{ seq: first.seq, against: third.seq }])
    expect(held.contradictions[0]!.sentence).toContain(`decision ${third.seq} (cannot_link)`)
  })

  it("about themes follow a theme into the one it was merged with", () => {
    const held = standing([
      pin(1, "T1"),
      made("merge", { from: "T1", into: "T2" }),
      made("merge", { from: "T2", into: "T3" }),
      made("rename", { theme: "T3", title: "Вход" })
    ])
    expect(held.placed.map(({ theme }) => theme)).toEqual(["T3"])
    expect([...held.merged].map(([from, { into }]) => [from, into])).toEqual([
      ["T1", "T3"],
      ["T2", "T3"]
    ])
  })

  it("to merge what is locked or kept apart, or the other way round, hold as the later says", () => {
    const lock = made("lock", { theme: "T1" })
    const merge = made("merge", { from: "T1", into: "T2" })
    expect(standing([lock, merge]).contradictions).toMatchObject([{ seq: lock.seq, against: merge.seq }])
    const forbid = made("forbid_merge", { a: "T1", b: "T2" })
    const held = standing([merge, forbid])
    expect(held.merged.size).toBe(0)
    expect(held.contradictions).toMatchObject([{ seq: merge.seq, against: forbid.seq }])
  })
})

const messages = fc.integer({ min: 1, max: 8 }).map(message)
const themes = fc.integer({ min: 1, max: 4 }).map((number) => `T${number}`)
const body = fc.oneof(
  fc.record({ kind: fc.constant("must_link"), a: messages, b: messages }),
  fc.record({ kind: fc.constant("cannot_link"), a: messages, b: messages }),
  fc.record({ kind: fc.constant("pin"), message: messages, theme: themes }),
  fc.record({
    kind: fc.constant("split"),
    theme: themes,
    messages: fc.array(messages, { minLength: 1, maxLength: 3 })
  }),
  fc.record({ kind: fc.constant("lock"), theme: themes }),
  fc.record({ kind: fc.constant("forbid_merge"), a: themes, b: themes }),
  fc.record({ kind: fc.constant("verdict"), message: messages, verdict: fc.constant("idea") }),
  fc.record({ kind: fc.constant("theme_verdict"), theme: themes, verdict: fc.constant("idea") }),
  fc.record({ kind: fc.constant("merge"), from: themes, into: themes }),
  fc.record({ kind: fc.constant("undo"), undoes: fc.integer({ min: 1, max: 20 }) })
)
const many = fc
  .array(body, { maxLength: 20 })
  .map((all) => all.map(({ kind, ...fields }, i) => made(kind, fields, i + 1)))

/** Groups of messages that links make one. */
const groupOf = (links: ReadonlyArray<{ readonly a: string; readonly b: string }>) => {
  const group = new Map<string, string>()
  const of = (one: string): string => (group.has(one) ? of(group.get(one)!) : one)
  for (const { a, b } of links) if (of(a) !== of(b)) group.set(of(a), of(b))
  return of
}

describe("what stands of any decisions", () => {
  it("can hold all at once", () => {
    fc.assert(
      fc.property(many, (all) => {
        const { apart, forbidden, locked, merged, placed, themeVerdicts, together } = standing(all)
        const of = groupOf(together)
        const place = new Map<string, string>()
        for (const { message, seq, theme } of placed) {
          const to = theme ?? `split ${seq}`
          expect(place.get(of(message)) ?? to).toBe(to)
          place.set(of(message), to)
          expect(merged.has(theme!)).toBe(false)
        }
        for (const { a, b } of apart) {
          expect(of(a)).not.toBe(of(b))
          if (place.has(of(a))) expect(place.get(of(a))).not.toBe(place.get(of(b)))
        }
        for (const theme of themeVerdicts.keys()) expect(merged.has(theme)).toBe(false)
        for (const theme of locked.keys()) expect(merged.has(theme)).toBe(false)
        for (const { a, b } of forbidden) expect(a).not.toBe(b)
        for (const { into } of merged.values()) expect(merged.has(into)).toBe(false)
      }),
      { numRuns: 3_000 }
    )
  })

  it("does not depend on the order in which decisions are read", () => {
    const shuffled = many.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
    )
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(standing(other)).toEqual(standing(all))
      }),
      { numRuns: 300 }
    )
  })
})
