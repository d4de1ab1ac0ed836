import { assert, describe, it } from "@effect/vitest"
import { publishedIn } from "@otklik/contract/published"
import { buildStore } from "@otklik/pipeline/build/build-store"
import { prunable, prune } from "@otklik/pipeline/warehouse/prune"
import { published } from "@otklik/pipeline/warehouse/published"
import { Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { existsSync, readFileSync } from "node:fs"
import { appendFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { messages } from "../fixtures/messages.ts"
import { around, land, temporaryFolder, writeDirectory } from "../fixtures/snapshot.ts"

const logOf = (root: string) => publishedIn(readFileSync(join(root, "snapshots", "published.ndjson"), "utf8"))
const there = (root: string, id: string) => existsSync(join(root, "snapshots", `${id}.duckdb`))

/** Builds as many snapshots, a day apart, each with some more messages. */
const built = Effect.fn(function* (root: string, days: ReadonlyArray<number>) {
  yield* writeDirectory(root)
  const ids: Array<string> = []
  for (const [i, day] of days.entries()) {
    yield* TestClock.setTime(Date.UTC(2026, 0, day, 9))
    yield* land(root, messages.slice(i * 40, (i + 1) * 40))
    ids.push((yield* buildStore(false)).manifest.id)
  }
  return ids
})

const inStore = <A, E>(
  body: (root: string) => Effect.Effect<A, E, Layer.Success<ReturnType<typeof around>>>
) =>
  Effect.gen(function* () {
    const root = yield* temporaryFolder
    return yield* body(root).pipe(Effect.provide(around(root)))
  })

describe("the log of what was served", () => {
  it.effect("has a line a snapshot, with when it began and what it held", () =>
    inStore((root) =>
      Effect.gen(function* () {
        const ids = yield* built(root, [1, 2])
        yield* buildStore(true)
        const lines = logOf(root)
        assert.deepStrictEqual(
          lines.map(({ at, id }) => [id, at.slice(0, 10)]),
          [
            [ids[0], "2026-01-01"],
            [ids[1], "2026-01-02"]
          ]
        )
        assert.deepStrictEqual(
          lines.map(({ messages: heard }) => heard),
          [40, 80]
        )
        const newest = messages.slice(0, 80).map(({ created_at }) => created_at)
        assert.strictEqual(lines[1]!.asOf, newest.toSorted().at(-1))
      })
    )
  )

  it.effect("is read past a torn line, and a line that never came to be served is dropped", () =>
    inStore((root) =>
      Effect.gen(function* () {
        const ids = yield* built(root, [1, 2])
        const file = join(root, "snapshots", "published.ndjson")
        const [first = ""] = readFileSync(file, "utf8").split("\n")
        const never = first.replace(ids[0]!, "0123456789abcdef")
        yield* Effect.promise(() => appendFile(file, `${never}\n{"id":"fe`))
        assert.deepStrictEqual(
          (yield* published).map(({ id }) => id),
          ids as never
        )
        yield* land(root, messages.slice(80, 120))
        const { manifest } = yield* buildStore(false)
        assert.deepStrictEqual(
          logOf(root).map(({ id }) => id),
          [...ids, manifest.id] as never
        )
      })
    )
  )

  it.effect("is made from the manifests where a store has none", () =>
    inStore((root) =>
      Effect.gen(function* () {
        const ids = yield* built(root, [1, 2, 3])
        const file = join(root, "snapshots", "published.ndjson")
        const before = logOf(root)
        yield* Effect.promise(() => rm(file))
        yield* buildStore(false)
        const forget = (lines: typeof before) => lines.map((line) => ({ ...line, at: "" }))
        assert.deepStrictEqual(forget(logOf(root)), forget(before))
        assert.deepStrictEqual(
          logOf(root).map(({ id }) => id),
          ids as never
        )
      })
    )
  )
})

describe("old snapshots", () => {
  it.effect(
    "go after a build, but for the last of a week, the pinned, the served and what it was made from",
    () =>
      inStore((root) =>
        Effect.gen(function* () {
          const days = [5, 6, 7, 8, 12]
          const ids = yield* built(root, days)
          yield* Effect.promise(() =>
            writeFile(join(root, "snapshots", "pins.json"), JSON.stringify({ pins: [ids[1]] }))
          )
          yield* TestClock.setTime(Date.UTC(2026, 1, 20, 9))
          yield* land(root, messages.slice(200, 240))
          const last = (yield* buildStore(false)).manifest.id
          const left = [...ids, last].map((id) => there(root, id))
          assert.deepStrictEqual(left, [false, true, false, true, true, true])
          assert.isFalse(existsSync(join(root, "snapshots", `${ids[0]}.json`)))
          assert.deepStrictEqual(yield* prunable, [])
          assert.strictEqual(logOf(root).length, 6)
        })
      )
  )

  it.effect("that were never served go too, unless a newer version may have made them", () =>
    inStore((root) =>
      Effect.gen(function* () {
        const [id = ""] = yield* built(root, [1])
        const stray = (name: string) => join(root, "snapshots", `${name}.duckdb`)
        const manifest = readFileSync(join(root, "snapshots", `${id}.json`), "utf8")
        const newer = manifest.replace('"format": 1', '"format": 99')
        yield* Effect.promise(async () => {
          for (const [name, text] of [
            ["aaaaaaaaaaaaaaaa", manifest],
            ["bbbbbbbbbbbbbbbb", newer]
          ] as const) {
            await writeFile(stray(name), "")
            await writeFile(join(root, "snapshots", `${name}.json`), text)
          }
        })
        assert.deepStrictEqual(yield* prune, ["aaaaaaaaaaaaaaaa"])
        assert.isTrue(there(root, "bbbbbbbbbbbbbbbb") && there(root, id))
      })
    )
  )
})
