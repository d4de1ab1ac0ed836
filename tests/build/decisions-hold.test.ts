import { bind, named } from "@otklik/pipeline/build/bind"
import { carryOn } from "@otklik/pipeline/build/carry-on"
import { hold } from "@otklik/pipeline/build/hold"
import { overlapsOf } from "@otklik/pipeline/build/reconcile"
import type { Past } from "@otklik/pipeline/build/past"
import { CorpusBuilder } from "@otklik/pipeline/text/corpus"
import { loadLexicon } from "@otklik/pipeline/text/lexicon"
import { cluster } from "@otklik/pipeline/themes/cluster"
import type { Decision } from "@otklik/contract/decisions"
import { standing } from "@otklik/contract/standing"
import { MessageId, ThemeId } from "@otklik/contract/vocabulary"
import { Effect } from "effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { idOf, textOf } from "../fixtures/matters.ts"

const lexicon = loadLexicon()
const message = (place: number) => MessageId.make(idOf(place))
const theme = (number: number) => ThemeId.make(`T${number}`)

interface Themes {
  /** number of each message's theme, -1 for none */
  readonly of: Int32Array
  readonly last: number
  readonly splits: ReadonlyMap<number, number>
}

const pastOf = (before: Themes | undefined, messages: number): Past => {
  if (before === undefined)
    return { previous: undefined, titles: new Map(), quotes: new Map(), splits: new Map() }
  const previous = Int32Array.from({ length: messages }, (_, i) => before.of[i] ?? -1)
  const quotes = Map.groupBy(previous.keys(), (place) => previous[place]!)
  return {
    previous,
    titles: new Map(),
    quotes: new Map([...quotes].map(([number, places]) => [number, places.slice(0, 3)] as const)),
    splits: before.splits
  }
}

/** One build's judgement, from the decisions to permanent numbers, as the build itself makes it. */
const refit = (
  before: Themes | undefined,
  messages: number,
  decisions: ReadonlyArray<Decision>,
  cold: boolean
) => {
  const builder = new CorpusBuilder(lexicon)
  for (let i = 0; i < messages; i++) builder.add(textOf(i))
  const held = standing(decisions)
  const landed = new Map(Array.from({ length: messages }, (_, place) => [message(place) as string, place]))
  const places = new Map(
    named(held).flatMap((id) => (landed.has(id) ? [[id, landed.get(id)!] as const] : []))
  )
  const binding = bind(
    held,
    { past: pastOf(before, messages), stays: [], ruled: [] },
    places,
    before?.last ?? 0
  )
  const { constraints, previous } = binding
  const options = previous === undefined ? { constraints } : { constraints, previous, cold }
  const found = Effect.runSync(cluster(builder.finish(), options))
  const sizes = Array.from({ length: found.themes }, () => 0)
  for (const one of found.theme) if (one >= 0) sizes[one]!++
  const carried = carryOn(overlapsOf(found.theme, previous), sizes, binding.last, found.origin)
  const of = found.theme.map((one) => (one < 0 ? -1 : carried.numberOf[one]!))
  const lives = new Set(carried.numberOf)
  Effect.runSync(
    hold(binding.bounds, { themeAt: (place) => of[place]!, lives: (number) => lives.has(number) })
  )
  const splits = new Map(before?.splits)
  for (const { holds, kind, seq, theme } of binding.bounds)
    if (kind === "split" && holds && theme !== null) splits.set(seq, theme)
  return { held, binding, themes: { of, last: carried.last, splits } satisfies Themes, lives }
}

const START = 120
const MORE = 8
const REFITS = 5
const place = fc.nat(START - 1)
const number = fc.integer({ min: 1, max: 6 })
const told = { at: "2026-11-01T09:00:00Z", by: "анна" }
const decision = fc.oneof(
  fc.tuple(place, place).map(([a, b]) => ({ kind: "must_link", a: message(a), b: message(b) }) as const),
  fc
    .tuple(place, place)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ kind: "cannot_link", a: message(a), b: message(b) }) as const),
  fc
    .tuple(place, number)
    .map(([at, to]) => ({ kind: "pin", message: message(at), theme: theme(to) }) as const),
  number.map((one) => ({ kind: "lock", theme: theme(one) }) as const),
  fc.tuple(number, number).map(([a, b]) => ({ kind: "forbid_merge", a: theme(a), b: theme(b) }) as const),
  number.map((one) => ({ kind: "rename", theme: theme(one), title: "Названо людьми" }) as const),
  fc
    .tuple(number, number)
    .map(([from, into]) => ({ kind: "merge", from: theme(from), into: theme(into) }) as const),
  fc
    .tuple(number, fc.uniqueArray(place, { minLength: 1, maxLength: 4 }))
    .map(
      ([from, [first, ...rest]]) =>
        ({ kind: "split", theme: theme(from), messages: [message(first!), ...rest.map(message)] }) as const
    )
)
/** What is decided before each re-fit, and whether it finds themes anew. */
const history = fc.array(fc.tuple(fc.array(decision, { maxLength: 4 }), fc.boolean()), {
  minLength: REFITS,
  maxLength: REFITS
})

describe("what people decided", () => {
  it("holds in every re-fit that goes on or begins anew, while messages are added", () => {
    expect(refit(undefined, START, [], true).lives.size).toBeGreaterThan(3)
    let refits = 0
    let kept = 0
    fc.assert(
      fc.property(history, (steps) => {
        let before = refit(undefined, START, [], true).themes
        const decisions: Array<Decision> = []
        steps.forEach(([news, cold], step) => {
          for (const one of news) decisions.push({ seq: decisions.length + 1, ...told, ...one } as Decision)
          const { binding, held, lives, themes } = refit(before, START + MORE * (step + 1), decisions, cold)
          const at = (id: string) => themes.of[Number.parseInt(id, 16)]!
          for (const { a, b } of held.together) expect(at(a)).toBe(at(b))
          for (const { a, b } of held.apart) if (at(a) >= 0) expect(at(a)).not.toBe(at(b))
          for (const { message, theme } of held.placed)
            if (theme !== null && Number(theme.slice(1)) <= before.last) expect(`T${at(message)}`).toBe(theme)
          for (const [from, { into }] of held.merged)
            if (Math.max(...[from, into].map((one) => Number(one.slice(1)))) <= before.last)
              expect(lives.has(Number(from.slice(1)))).toBe(false)
          refits++
          kept += binding.bounds.filter(({ holds }) => holds).length
          before = themes
        })
      }),
      { numRuns: 14, seed: 5 }
    )
    expect(refits).toBeGreaterThanOrEqual(50)
    expect(kept).toBeGreaterThan(200)
  })

  it("keeps a message of a split in one new theme, whose number no build gives again", () => {
    const before = refit(undefined, START, [], true).themes
    const split: Decision = {
      seq: 1,
      ...told,
      kind: "split",
      theme: theme(1),
      messages: [message(0), message(1)]
    }
    const first = refit(before, START, [split], false).themes
    const own = first.of[0]!
    expect(own).toBe(before.last + 1)
    for (const cold of [false, true, false, true]) {
      const { themes } = refit(first, START + MORE, [split], cold)
      expect([themes.of[0], themes.of[1]]).toEqual([own, own])
    }
  })

  it("waits where its message has not landed or its theme is not known", () => {
    const { binding } = refit(
      undefined,
      START,
      [
        { seq: 1, ...told, kind: "pin", message: message(9_999), theme: theme(1) },
        { seq: 2, ...told, kind: "rename", theme: theme(99), title: "Нет такой" }
      ],
      true
    )
    expect(binding.bounds.map(({ holds }) => holds)).toEqual([false, false])
  })
})
