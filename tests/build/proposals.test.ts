import { assert, describe, it } from "@effect/vitest"
import { buildStore, refitStore } from "@otklik/pipeline/build/build-store"
import { proposal } from "@otklik/pipeline/warehouse/proposal"
import { Effect, Option } from "effect"
import { decide, undo } from "../fixtures/decisions.ts"
import { rows, themeOf } from "../fixtures/marts.ts"
import { said } from "../fixtures/matters.ts"
import { land, lexicallyAround, temporaryFolder } from "../fixtures/snapshot.ts"

const build = (root: string) =>
  buildStore(false).pipe(
    Effect.map(({ manifest }) => manifest.id),
    Effect.provide(lexicallyAround(root))
  )
const findAnew = (root: string) =>
  refitStore(false).pipe(
    Effect.map(({ proposed }) => Option.getOrThrow(proposed).id),
    Effect.provide(lexicallyAround(root))
  )
const stateOf = (root: string) =>
  proposal.pipe(
    Effect.map(Option.match({ onNone: () => "none", onSome: ({ state }) => state })),
    Effect.provide(lexicallyAround(root))
  )

/** A store whose themes went on from few messages, and themes found anew in all of them. */
const begun = Effect.gen(function* () {
  const root = yield* temporaryFolder
  yield* land(root, said.slice(0, 60))
  yield* build(root)
  yield* land(root, said.slice(60))
  const served = yield* build(root)
  const snapshot = yield* findAnew(root)
  const moved = yield* rows(root, "moved_messages", snapshot)
  const byTheme = Map.groupBy(moved, ({ change }) => change)
  const [one, other] = [...byTheme.keys()].sort()
  return {
    root,
    snapshot,
    moved,
    one: one!,
    other: other!,
    /** where the messages of some changes are by the proposal, all else as it was served */
    with: (before: ReadonlyMap<string, string | null>, ...changes: ReadonlyArray<string>) => {
      const after = new Map(before)
      for (const change of changes)
        for (const { message_id, to_theme } of byTheme.get(change)!) after.set(message_id, to_theme)
      return after
    },
    before: yield* themeOf(root, served),
    anew: yield* themeOf(root, snapshot)
  }
})

describe("themes found anew", () => {
  it.effect("are told change by change, each message that would move in one of them", () =>
    Effect.gen(function* () {
      const { anew, before, moved, root, snapshot } = yield* begun
      const changes = yield* rows(root, "theme_changes", snapshot)
      const places = new Map(moved.map((one) => [one.message_id as string, one]))
      assert.deepStrictEqual(
        [...before]
          .filter(([id, theme]) => anew.get(id) !== theme)
          .map(([id]) => id)
          .sort(),
        [...places.keys()].sort()
      )
      for (const { moved: messages, theme } of changes)
        assert.strictEqual(moved.filter(({ change }) => change === theme).length, messages)
      assert.isAbove(changes.length, 1)
    })
  )

  it.effect(
    "are taken over whole by the next build once they are accepted, and given back when that is undone",
    () =>
      Effect.gen(function* () {
        const { anew, before, root, snapshot } = yield* begun
        const accept = { kind: "proposal", snapshot, accept: true }
        yield* decide(root, accept)
        const taken = yield* build(root)
        assert.deepStrictEqual(yield* themeOf(root, taken), anew)
        assert.strictEqual(yield* stateOf(root), "accepted")
        assert.isTrue((yield* rows(root, "theme_decisions", taken)).every(({ holds }) => holds))
        yield* decide(root, accept, {
          kind: "rename",
          theme: anew.get(said[0]!.message_id),
          title: "Названо"
        })
        assert.deepStrictEqual(yield* themeOf(root, yield* build(root)), anew)
        yield* decide(root, accept, undo(1))
        assert.deepStrictEqual(yield* themeOf(root, yield* build(root)), before)
        yield* decide(root, accept, undo(1), undo(2))
        assert.deepStrictEqual(yield* themeOf(root, yield* build(root)), anew)
      })
  )

  it.effect("are taken over change by change: what is rejected stays as it was, what is open waits", () =>
    Effect.gen(function* () {
      const { before, one, other, root, snapshot, with: moving } = yield* begun
      const accepted = { kind: "proposal", snapshot, theme: one, accept: true }
      const rejected = { kind: "proposal", snapshot, theme: other, accept: false }
      yield* decide(root, accepted, rejected)
      const taken = yield* build(root)
      assert.deepStrictEqual(yield* themeOf(root, taken), moving(before, one))
      assert.strictEqual(yield* stateOf(root), "waiting")
      const both = { ...rejected, accept: true }
      yield* decide(root, accepted, rejected, both)
      assert.deepStrictEqual(yield* themeOf(root, yield* build(root)), moving(before, one, other))
      yield* decide(root, accepted, rejected, both, { ...accepted, accept: false })
      assert.deepStrictEqual(yield* themeOf(root, yield* build(root)), moving(before, other))
      const rest = { kind: "proposal", snapshot, accept: false }
      yield* decide(root, accepted, rejected, both, { ...accepted, accept: false }, rest)
      assert.deepStrictEqual(yield* themeOf(root, yield* build(root)), moving(before, other))
      assert.strictEqual(yield* stateOf(root), "accepted")
    })
  )

  it.effect(
    "that are rejected leave every theme as it is, and messages that people moved stay with them",
    () =>
      Effect.gen(function* () {
        const { anew, before, moved, root, snapshot } = yield* begun
        yield* decide(root, { kind: "proposal", snapshot, accept: false })
        assert.deepStrictEqual(yield* themeOf(root, yield* build(root)), before)
        assert.strictEqual(yield* stateOf(root), "rejected")
        const own = moved.find(({ from_theme, to_theme }) => from_theme !== null && to_theme !== null)!
        const keep = { kind: "pin", message: own.message_id, theme: own.from_theme }
        yield* decide(root, keep, { kind: "proposal", snapshot, accept: true })
        const taken = yield* themeOf(root, yield* build(root))
        assert.strictEqual(taken.get(own.message_id), own.from_theme)
        assert.deepStrictEqual(taken, new Map(anew).set(own.message_id, own.from_theme))
      })
  )
})
