import { assert, describe, it } from "@effect/vitest"
import { buildStore } from "@otklik/pipeline/build/build-store"
import { canonical, idOf, readManifest } from "@otklik/pipeline/warehouse/manifest"
import type { Marts } from "@otklik/sql/tables.gen"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { copyFile, cp, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { rows, served } from "../fixtures/marts.ts"
import { messages } from "../fixtures/messages.ts"
import { around, land, temporaryFolder, writeDirectory, writeStore } from "../fixtures/snapshot.ts"

const build = (root: string, force = false) => buildStore(force).pipe(Effect.provide(around(root)))

const old = messages.filter(({ created_at }) => created_at < "2025-10-20")

describe("build", () => {
  it.effect("gives the same snapshot for the same files, in another folder and by another process", () =>
    Effect.gen(function* () {
      const [one, two] = [yield* temporaryFolder, yield* temporaryFolder]
      const first = yield* writeStore(one)
      yield* Effect.promise(() => cp(join(one, "landed"), join(two, "landed"), { recursive: true }))
      yield* writeDirectory(two)
      const second = yield* build(two)
      assert.strictEqual(second.manifest.id, first.id)
      assert.deepStrictEqual(second.manifest.tables, first.manifest.tables)
    })
  )

  it.effect("does not depend on how the messages were spread over files", () =>
    Effect.gen(function* () {
      const [one, two] = [yield* temporaryFolder, yield* temporaryFolder]
      const whole = yield* writeStore(one)
      yield* land(two, messages.slice(0, 100))
      const parts = yield* writeStore(two, messages.slice(100).toReversed())
      const { landed_files: _, ...tables } = whole.manifest.tables
      const { landed_files: __, ...same } = parts.manifest.tables
      assert.deepStrictEqual(same, tables)
    })
  )

  it.effect("does nothing where nothing is new, and forced gives the same snapshot again", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* land(root, messages)
      const first = yield* build(root)
      const file = join(root, "snapshots", `${first.manifest.id}.duckdb`)
      const before = yield* Effect.promise(() => stat(file))
      const again = yield* build(root)
      const forced = yield* build(root, true)
      assert.deepStrictEqual([first.fresh, again.fresh, forced.fresh], [true, false, true])
      assert.strictEqual(forced.manifest.id, first.manifest.id)
      const after = yield* Effect.promise(() => stat(file))
      assert.deepStrictEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs])
    })
  )

  it.effect("has an id that is the hash of its manifest, in which no clock runs", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const { manifest } = yield* writeStore(root)
      const read = yield* readManifest(manifest.id).pipe(Effect.provide(around(root)))
      const { id, seconds, ...hashed } = read
      assert.strictEqual(idOf(hashed), id)
      assert.deepStrictEqual(Object.keys(seconds), Object.keys(manifest.seconds))
      assert.notInclude(canonical(hashed), "seconds")
      assert.strictEqual(hashed.counts["messages"], messages.length)
    })
  )

  it.effect("carries theme ids on when messages are added, and remembers where themes come from", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* writeStore(root, old)
      const before = new Map((yield* rows(root, "facts")).map(({ message_id, theme }) => [message_id, theme]))
      yield* land(
        root,
        messages.filter(({ created_at }) => created_at >= "2025-10-20")
      )
      const { manifest } = yield* build(root)
      for (const { message_id, theme } of yield* rows(root, "facts")) {
        if (before.has(message_id)) assert.strictEqual(theme, before.get(message_id))
      }
      assert.strictEqual(manifest.counts["kept"], manifest.counts["themes"]! - manifest.counts["born"]!)
      const lineage = yield* rows(root, "lineage")
      assert.isAbove(lineage.length, 5)
      for (const { parent, share, theme } of lineage) assert.deepStrictEqual([theme, share], [parent, 1])
    })
  )

  it.effect("never gives a theme's number twice, even after the theme is gone", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const { manifest } = yield* writeStore(root, old)
      const [{ last_theme }] = (yield* rows(root, "snapshot", manifest.id)) as [Marts["snapshot"]]
      yield* Effect.promise(() => rm(join(root, "landed"), { recursive: true }))
      const chat = messages.filter(({ text }) => text.includes("чат"))
      const renamed = chat.map((one, i) => ({ ...one, message_id: i.toString(16).padStart(32, "f") }))
      yield* land(root, renamed)
      const next = yield* build(root)
      const themes = yield* rows(root, "themes", next.manifest.id)
      for (const { theme } of themes) assert.isAbove(Number(theme.slice(1)), last_theme)
    })
  )

  it.effect("makes a damaged snapshot anew when forced", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const { id } = yield* writeStore(root)
      const themes = yield* rows(root, "themes", id)
      yield* Effect.promise(() => writeFile(join(root, "snapshots", `${id}.duckdb`), "torn"))
      const { manifest } = yield* build(root, true)
      assert.strictEqual(manifest.id, id)
      assert.deepStrictEqual(yield* rows(root, "themes", id), themes)
    })
  )

  it.effect("carries theme ids on from the snapshot before a damaged one, and gives no number again", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const parts = [messages.slice(0, 100), messages.slice(100, 200), messages.slice(200)]
      yield* land(root, parts[0]!)
      const first = yield* build(root)
      yield* land(root, parts[1]!)
      const second = yield* build(root)
      yield* Effect.promise(() => writeFile(join(root, "snapshots", `${second.manifest.id}.duckdb`), "torn"))
      yield* land(root, parts[2]!)
      const third = yield* build(root)
      const before = new Map(
        (yield* rows(root, "themes", first.manifest.id)).map(({ theme, title }) => [title, theme])
      )
      const given = second.manifest.counts["last"]!
      assert.strictEqual(third.manifest.previous, first.manifest.id)
      for (const { theme, title } of yield* rows(root, "themes", third.manifest.id)) {
        if (before.has(title)) assert.strictEqual(theme, before.get(title))
        else assert.isAbove(Number(theme.slice(1)), given)
      }
    })
  )

  it.effect("says what to do where nothing has landed", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const failure = yield* Effect.flip(build(root))
      assert.match((failure as Error).message, /otklik import FILE/)
    })
  )

  it.effect("that breaks a promise publishes nothing and leaves no draft behind", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const { id } = yield* writeStore(root)
      const month = join(root, "landed", "support", "2025-09")
      yield* Effect.promise(async () => {
        const [name] = await readdir(month)
        await mkdir(join(root, "landed", "again", "2025-09"), { recursive: true })
        await copyFile(join(month, name!), join(root, "landed", "again", "2025-09", name!))
      })
      const failure = yield* Effect.flip(build(root))
      assert.match((failure as Error).message, /messages_are_unique.*the previous one is still served/s)
      assert.strictEqual(served(root), id)
      assert.deepStrictEqual(yield* Effect.promise(() => readdir(join(root, "tmp"))), [])
    })
  )

  it.effect("refuses to run beside another build and names its process", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      yield* land(root, old)
      const both = yield* Effect.all([Effect.result(build(root)), Effect.result(build(root))], {
        concurrency: 2
      })
      const refused = both.filter(({ _tag }) => _tag === "Failure")
      assert.strictEqual(refused.length, 1)
      assert.include(String(refused), String(process.pid))
    })
  )

  it.effect("keeps every message out of the snapshot but the titles of themes", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const { id } = yield* writeStore(root)
      const bytes = readFileSync(join(root, "snapshots", `${id}.duckdb`))
      const titles = new Set((yield* rows(root, "themes")).map(({ title }) => title))
      const others = new Set(
        messages.map(({ text }) => text).filter((text) => text.length > 20 && !titles.has(text))
      )
      assert.isAbove(others.size, 5)
      for (const text of others) assert.strictEqual(bytes.indexOf(text), -1, text)
    })
  )
})
