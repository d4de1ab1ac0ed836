import { assert, describe, it } from "@effect/vitest"
import { buildStore } from "@otklik/pipeline/build/build-store"
import { Effect } from "effect"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { decide, undo } from "../fixtures/decisions.ts"
import { select } from "../fixtures/marts.ts"
import { said } from "../fixtures/matters.ts"
import { land, lexicallyAround, temporaryFolder } from "../fixtures/snapshot.ts"

const build = (root: string, force = false) =>
  buildStore(force).pipe(
    Effect.map(({ manifest }) => manifest.id),
    Effect.provide(lexicallyAround(root))
  )

/** Title and messages of every theme of a snapshot, by its permanent number. */
const themesOf = (root: string, id: string) =>
  Effect.map(
    select(
      root,
      id,
      `select theme, any_value(themes.title) as title, list(message_id order by message_id) as messages
       from facts join themes using (theme) group by theme`
    ),
    (rows) =>
      new Map(
        rows.map(({ messages: ids, theme, title }) => [
          String(theme),
          { title: String(title), messages: [...(ids as ReadonlyArray<string>)] }
        ])
      )
  )

const fresh = said.slice(120)
const old = said.slice(0, 120)
const isOld = new Set(old.map(({ message_id }) => message_id))

/** A store with themes, the largest first. */
const begun = Effect.gen(function* () {
  const root = yield* temporaryFolder
  yield* land(root, old)
  const id = yield* build(root)
  const before = yield* themesOf(root, id)
  const [first, second] = [...before.keys()].sort(
    (a, b) => before.get(b)!.messages.length - before.get(a)!.messages.length
  )
  return { root, id, before, first: first!, second: second! }
})

describe("a merge or split that is undone after a build", () => {
  it.effect("leaves every theme with the number, title and messages it had before the merge, each time", () =>
    Effect.gen(function* () {
      const { before, first, root, second } = yield* begun
      const merge = { kind: "merge", from: second, into: first }
      yield* decide(root, merge)
      const merged = yield* themesOf(root, yield* build(root))
      assert.isFalse(merged.has(second))
      yield* decide(root, merge, undo(1))
      const undone = yield* build(root)
      assert.deepStrictEqual(yield* themesOf(root, undone), before)
      assert.strictEqual(yield* build(root, true), undone)
      yield* decide(root, merge, undo(1), undo(2))
      assert.deepStrictEqual(yield* themesOf(root, yield* build(root)), merged)
      yield* decide(root, merge, ...[1, 2, 1].map(undo))
      assert.deepStrictEqual(yield* themesOf(root, yield* build(root)), before)
    })
  )

  it.effect(
    "leaves every theme as before the split, which has its number again when its undo is undone",
    () =>
      Effect.gen(function* () {
        const { before, first, root, second } = yield* begun
        const messages = before.get(first)!.messages.slice(0, 6)
        const split = { kind: "split", theme: first, messages, title: "Отделённое" }
        yield* decide(root, split)
        const parted = yield* themesOf(root, yield* build(root))
        const made = [...parted.keys()].find((theme) => !before.has(theme))!
        assert.strictEqual(parted.get(made)!.title, "Отделённое")
        assert.includeMembers([...parted.get(made)!.messages], messages)
        const merge = { kind: "merge", from: made, into: second }
        yield* decide(root, split, merge)
        assert.isFalse((yield* themesOf(root, yield* build(root))).has(made))
        yield* decide(root, split, merge, undo(2))
        assert.deepStrictEqual(yield* themesOf(root, yield* build(root)), parted)
        const undone = [2, 1].map(undo)
        yield* decide(root, split, merge, ...undone)
        assert.deepStrictEqual(yield* themesOf(root, yield* build(root)), before)
        yield* decide(root, split, merge, ...undone, undo(4))
        assert.deepStrictEqual(yield* themesOf(root, yield* build(root)), parted)
      })
  )

  it.effect("leaves every theme as before two mergers, the first of which was undone before the second", () =>
    Effect.gen(function* () {
      const { before, first, root, second } = yield* begun
      const third = [...before.keys()].find((theme) => theme !== first && theme !== second)!
      const inner = { kind: "merge", from: third, into: second }
      const both = [inner, { kind: "merge", from: second, into: first }]
      yield* decide(root, inner)
      yield* build(root)
      yield* decide(root, ...both)
      yield* build(root)
      yield* decide(root, ...both, undo(1))
      const parted = yield* themesOf(root, yield* build(root))
      assert.deepStrictEqual(parted.get(third), before.get(third))
      yield* decide(root, ...both, undo(1), undo(2))
      assert.deepStrictEqual(yield* themesOf(root, yield* build(root)), before)
    })
  )

  it.effect("places only what has landed since anew", () =>
    Effect.gen(function* () {
      const { before, first, root, second } = yield* begun
      const merge = { kind: "merge", from: second, into: first }
      yield* decide(root, merge)
      yield* land(root, fresh)
      yield* build(root)
      yield* decide(root, merge, undo(1))
      const after = yield* themesOf(root, yield* build(root))
      for (const theme of [first, second]) {
        const known = after.get(theme)!.messages.filter((id) => isOld.has(id))
        assert.deepStrictEqual(known, before.get(theme)!.messages)
        assert.isAbove(after.get(theme)!.messages.length, known.length)
      }
    })
  )

  it.effect("leaves the messages where they are once the snapshot before is kept no more", () =>
    Effect.gen(function* () {
      const { first, id, root, second } = yield* begun
      const merge = { kind: "merge", from: second, into: first }
      yield* decide(root, merge)
      const merged = yield* themesOf(root, yield* build(root))
      yield* Effect.promise(() => rm(join(root, "snapshots", `${id}.duckdb`)))
      yield* decide(root, merge, undo(1))
      assert.deepStrictEqual(yield* themesOf(root, yield* build(root)), merged)
    })
  )
})
