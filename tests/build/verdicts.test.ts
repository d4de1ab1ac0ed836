import { assert, describe, it } from "@effect/vitest"
import { Additions } from "@otklik/pipeline/build/addition"
import { buildStore } from "@otklik/pipeline/build/build-store"
import { Engine } from "@otklik/pipeline/build/engine"
import { triager } from "@otklik/pipeline/triage/triage"
import type { Marts } from "@otklik/sql/tables.gen"
import { Effect, Layer } from "effect"
import { decide, undo } from "../fixtures/decisions.ts"
import { keywordEngine } from "../fixtures/keyword-engine.ts"
import { rows } from "../fixtures/marts.ts"
import { messages } from "../fixtures/messages.ts"
import { around, land, temporaryFolder } from "../fixtures/snapshot.ts"

/** Knows its themes by a word each, and judges as the product does. */
const engine = Layer.effect(
  Engine,
  Effect.map(Engine, (keywords) => ({ ...keywords, judge: triager }))
).pipe(Layer.provide(keywordEngine))

const build = (root: string) =>
  buildStore(false).pipe(
    Effect.provideService(Additions, { least: 100, share: 0.1 }),
    Effect.provide(around(root, engine))
  )

const fresh = messages.filter((_, i) => i % 15 === 7)
const old = messages.filter((_, i) => i % 15 !== 7)
const lunches = old.filter(({ text }) => text.includes("столовой"))
const judged = lunches.map(({ message_id }) => ({ kind: "verdict", message: message_id, verdict: "content" }))
const more = old
  .filter(({ text }) => text.includes("отметки"))
  .slice(0, 30)
  .map(({ message_id }) => ({ kind: "verdict", message: message_id, verdict: "system" }))

const verdictsOf = (
  facts: ReadonlyArray<Marts["facts"]>,
  of: ReadonlyArray<{ readonly message_id: string }>
) => {
  const ids = new Set(of.map(({ message_id }) => message_id))
  return new Set(facts.filter(({ message_id }) => ids.has(message_id)).map(({ verdict }) => verdict))
}

describe("verdicts that people decided", () => {
  it.effect("stay, teach others, are measured, hold their theme, and go when they are undone", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* land(root, old)
      const first = (yield* build(root)).manifest
      const before = yield* rows(root, "facts", first.id)
      const theme = before.find(({ message_id }) => message_id === lunches[0]!.message_id)!.theme
      assert.isFalse(verdictsOf(before, lunches).has("content"))
      assert.deepEqual(
        (yield* rows(root, "verdict_quality", first.id)).map(({ examples, recall }) => [examples, recall]),
        Array.from({ length: 9 }, () => [0, null])
      )

      const other = before.find((one) => one.theme !== null && one.theme !== theme)!.theme
      const decisions = [...judged, ...more, { kind: "theme_verdict", theme: other, verdict: "method" }]
      yield* decide(root, ...decisions)
      const second = (yield* build(root)).manifest
      const after = yield* rows(root, "facts", second.id)
      assert.deepEqual([...verdictsOf(after, lunches)], ["content"])
      const certain = after.filter(({ verdict_probability }) => verdict_probability === 1)
      assert.isAtLeast(certain.length, judged.length + more.length)
      const themes = new Map((yield* rows(root, "themes", second.id)).map((one) => [one.theme, one]))
      assert.deepInclude(themes.get(theme!), { verdict: "content", verdict_share: 1, verdict_second: null })
      assert.include(themes.get(theme!)!.verdict_words, "столовой")
      assert.strictEqual(themes.get(other!)!.verdict, "method")
      const [all] = yield* rows(root, "verdict_quality", second.id)
      assert.deepInclude(all, { told: "all", examples: judged.length + more.length, recall: 1 })
      assert.isBelow(all!.cues_recall!, 1)

      yield* land(root, fresh)
      const added = (yield* build(root)).manifest
      assert.strictEqual(added.counts["added"], fresh.length)
      const taught = yield* rows(root, "facts", added.id)
      const alike = fresh.filter(({ text }) => text.includes("столовой"))
      assert.deepEqual([...verdictsOf(taught, alike)], ["content"])
      const reasons = yield* rows(root, "verdict_reasons", added.id)
      const because = new Map(reasons.map((one) => [one.because, one.words]))
      for (const { message_id } of alike) {
        const fact = taught.find((one) => one.message_id === message_id)!
        assert.isTrue(because.get(fact.because)?.includes("столовой"))
      }
      const own = new Set(judged.map(({ message }) => message))
      assert.isTrue(after.every((one) => !own.has(one.message_id) || one.because === 0))
      assert.deepEqual(
        yield* rows(root, "verdict_quality", added.id),
        yield* rows(root, "verdict_quality", second.id)
      )

      yield* decide(root, ...decisions, ...decisions.map((_, i) => undo(i + 1)))
      const undone = (yield* build(root)).manifest
      assert.isFalse(verdictsOf(yield* rows(root, "facts", undone.id), lunches).has("content"))
    })
  )
})
