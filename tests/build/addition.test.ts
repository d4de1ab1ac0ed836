import { assert, describe, it } from "@effect/vitest"
import { Additions } from "@otklik/pipeline/build/addition"
import { buildStore } from "@otklik/pipeline/build/build-store"
import type { Marts } from "@otklik/sql/tables.gen"
import { Effect } from "effect"
import { cp, rm } from "node:fs/promises"
import { join } from "node:path"
import { rows } from "../fixtures/marts.ts"
import { messages, topics } from "../fixtures/messages.ts"
import { land, lexicallyAround, temporaryFolder } from "../fixtures/snapshot.ts"

const build = (root: string, share = 0.1) =>
  buildStore(false).pipe(
    Effect.provideService(Additions, { least: 100, share }),
    Effect.provide(lexicallyAround(root))
  )

/** What was found of a message. */
const found = ({ near_copy, request, service, severity, strength, theme, verdict }: Marts["facts"]) => ({
  near_copy,
  request,
  service,
  severity,
  strength,
  theme,
  verdict
})

const fresh = messages.filter((_, i) => i % 15 === 7)
const old = messages.filter((_, i) => i % 15 !== 7)
const topicOf = (text: string) =>
  topics.findIndex(({ keyword }) => text.toLowerCase().includes(keyword.toLowerCase()))

describe("a build that only adds a few messages", () => {
  it.effect("leaves all that was found as it was and places the new ones among their like", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* land(root, old)
      const first = (yield* build(root)).manifest
      yield* land(root, fresh)
      const next = (yield* build(root)).manifest
      assert.strictEqual(next.counts["added"], fresh.length)
      assert.deepStrictEqual([next.fitted, next.cold], [old.length, false])
      const before = yield* rows(root, "facts", first.id)
      const after = new Map(
        (yield* rows(root, "facts", next.id)).map((one) => [one.message_id as string, one])
      )
      assert.strictEqual(after.size, messages.length)
      for (const one of before) assert.deepStrictEqual(found(after.get(one.message_id)!), found(one))
      const home = new Map<number, Set<string | null>>()
      for (const { message_id, text } of old) {
        const themes = home.get(topicOf(text)) ?? new Set()
        home.set(topicOf(text), themes.add(after.get(message_id)!.theme))
      }
      const strangers = fresh.filter(
        ({ message_id, text }) => !home.get(topicOf(text))?.has(after.get(message_id)!.theme)
      )
      assert.isAtMost(strangers.length, 1)
      assert.deepStrictEqual(yield* rows(root, "moved_messages", next.id), [])
    })
  )

  it.effect("gives the same snapshot where what the themes say must be counted again", () =>
    Effect.gen(function* () {
      const [one, two] = [yield* temporaryFolder, yield* temporaryFolder]
      yield* land(one, old)
      const first = (yield* build(one)).manifest
      yield* Effect.promise(() => cp(one, two, { recursive: true }))
      yield* Effect.promise(() => rm(join(two, "snapshots", `${first.id}.fit`), { recursive: true }))
      for (const root of [one, two]) yield* land(root, fresh.slice(0, 10))
      const [kept, counted] = [yield* build(one), yield* build(two)]
      assert.strictEqual(counted.manifest.id, kept.manifest.id)
      for (const root of [one, two]) yield* land(root, fresh.slice(10))
      yield* Effect.promise(() => rm(join(two, "snapshots", `${kept.manifest.id}.fit`), { recursive: true }))
      const [again, anew] = [yield* build(one), yield* build(two)]
      assert.isAbove(again.manifest.counts["added"]!, 0)
      assert.strictEqual(anew.manifest.id, again.manifest.id)
    })
  )

  it.effect("tells what the new ones say again of what was there", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* land(root, old)
      yield* build(root)
      const source = old.find(({ author, school, text }) => author && school && text.length > 40)!
      const later = (days: number) =>
        new Date(Date.parse(source.created_at) + days * 86_400_000).toISOString()
      const again = [
        {
          ...source,
          message_id: "e".repeat(32),
          created_at: later(3),
          text: `Здравствуйте! ${source.text}.`
        },
        { ...source, message_id: "d".repeat(32), created_at: later(90) }
      ]
      yield* land(root, again)
      const { manifest } = yield* build(root)
      assert.strictEqual(manifest.counts["added"], 2)
      const echo = new Map(
        (yield* rows(root, "facts", manifest.id)).map((one) => [one.message_id as string, one.echo])
      )
      assert.isNotNull(echo.get("e".repeat(32)))
      assert.isNull(echo.get("d".repeat(32)))
    })
  )

  it.effect("is a fit of all messages as soon as more were added than that", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* land(root, old)
      yield* build(root)
      yield* land(root, fresh)
      const { manifest } = yield* build(root, 0.01)
      assert.notProperty(manifest.counts, "added")
      assert.strictEqual(manifest.fitted, messages.length)
    })
  )
})
