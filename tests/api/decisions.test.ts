import { assert, layer } from "@effect/vitest"
import type { Backlog } from "@otklik/contract/backlog"
import type { Change } from "@otklik/contract/change"
import type { Entry } from "@otklik/contract/ledger"
import type { Theme } from "@otklik/contract/themes"
import { Effect, Schedule } from "effect"
import { randomUUID } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Serving } from "./serving.ts"

type Loose<A> = A extends string
  ? string
  : A extends ReadonlyArray<infer B>
    ? ReadonlyArray<Loose<B>>
    : A extends object
      ? { readonly [K in keyof A]: Loose<A[K]> }
      : A
interface Sent {
  readonly id?: string
  readonly version?: number
  readonly reason?: string
}

const post = (url: string, payload: object) =>
  Effect.flatMap(Serving, ({ inject }) => inject({ method: "POST", url, payload }))
const decide = (change: Loose<Change>, { id = randomUUID(), version = 0, ...rest }: Sent = {}) =>
  post("/api/decisions", { decisions: [{ id, version, change, ...rest }] })
const read = <A>(url: string) =>
  Effect.map(
    Serving.use(({ get }) => get(url)),
    (it) => it.json() as A
  )

const taken = (change: Loose<Change>, sent: Sent = {}) =>
  Effect.map(decide(change, sent), (answer) => {
    assert.strictEqual(answer.statusCode, 200, answer.body)
    return (answer.json() as { decisions: ReadonlyArray<Entry> }).decisions[0]!
  })
const undo = (entry: Entry, version: number) =>
  post(`/api/decisions/${entry.id}/undo`, { id: randomUUID(), version })
const backlog = read<Backlog>("/api/backlog?limit=500")
const itemOf = (theme: string) =>
  Effect.map(backlog, ({ items }) => items.find((item) => item.theme === theme))

layer(Serving.whole, { timeout: "4 minutes", excludeTestServices: true })("decisions", (it) => {
  it.effect("a new title is seen at once, marked until the next build, and gone when undone", () =>
    Effect.gen(function* () {
      const before = yield* itemOf("T1")
      const entry = yield* taken(
        { kind: "rename", theme: "T1", title: "Отметки пропадают" },
        { reason: "Так понятнее" }
      )
      assert.deepInclude(entry, {
        version: 1,
        before: null,
        pending: true,
        reason: "Так понятнее",
        undoneBy: null
      })
      assert.deepInclude(yield* itemOf("T1"), { title: "Отметки пропадают", pending: true })
      const { item } = yield* read<Theme>("/api/themes/T1")
      assert.strictEqual(item.title, "Отметки пропадают")
      assert.strictEqual((yield* undo(entry, 1)).statusCode, 200)
      assert.deepStrictEqual(yield* itemOf("T1"), before)
    })
  )

  it.effect(
    "themes that are merged are one: all voices are counted, old links lead there, undo restores exactly",
    () =>
      Effect.gen(function* () {
        const before = yield* backlog
        const [a, b] = [yield* itemOf("T3"), yield* itemOf("T4")]
        const entry = yield* taken({ kind: "merge", from: "T3", into: "T4" })
        const one = yield* itemOf("T4")
        assert.strictEqual(one?.messages, a!.messages + b!.messages)
        assert.isTrue(one!.pending)
        assert.isAtLeast(one!.schools, Math.max(a!.schools, b!.schools))
        assert.isUndefined(yield* itemOf("T3"))
        const old = yield* read<Theme>("/api/themes/T3")
        assert.strictEqual(String(old.mergedFrom), "T3")
        assert.strictEqual(old.item.theme, "T4")
        const list = yield* read<{ total: number }>("/api/themes/T3/messages")
        assert.strictEqual(list.total, one!.messages)
        assert.strictEqual((yield* undo(entry, 1)).statusCode, 200)
        assert.deepStrictEqual(yield* backlog, before)
      })
  )

  it.effect("a moved message counts where people put it", () =>
    Effect.gen(function* () {
      const { items } = yield* read<{ items: ReadonlyArray<{ id: string }> }>(
        "/api/themes/T1/messages?limit=1"
      )
      const [from, into] = [yield* itemOf("T1"), yield* itemOf("T2")]
      const entry = yield* taken({ kind: "pin", message: items[0]!.id, theme: "T2" })
      assert.strictEqual((yield* itemOf("T1"))?.messages, from!.messages - 1)
      assert.strictEqual((yield* itemOf("T2"))?.messages, into!.messages + 1)
      yield* undo(entry, 1)
      assert.deepStrictEqual([yield* itemOf("T1"), yield* itemOf("T2")], [from, into])
    })
  )

  it.effect("a decision on what has moved on is told the other decision, and overwrites nothing", () =>
    Effect.gen(function* () {
      const first = yield* taken({ kind: "stage", theme: "T3", stage: "review" })
      const second = yield* decide({ kind: "stage", theme: "T3", stage: "rejected" }, { reason: "Нет" })
      assert.strictEqual(second.statusCode, 409)
      const told = second.json() as { type: string; conflict: Entry }
      assert.deepStrictEqual([told.type, told.conflict], ["urn:otklik:problem:conflict", first])
      assert.strictEqual((yield* itemOf("T3"))?.stage, "review")
      yield* taken({ kind: "note", about: "T3", text: "Другая черта той же темы не спорит" })
    })
  )

  it.effect("the same decision sent again is one, and another under its number is refused", () =>
    Effect.gen(function* () {
      const id = randomUUID()
      const change = { kind: "watch", theme: "T6", on: true } as const
      assert.deepStrictEqual(yield* taken(change, { id }), yield* taken(change, { id }))
      assert.strictEqual((yield* decide({ ...change, on: false }, { id })).statusCode, 409)
    })
  )

  it.effect("many are recorded together or not at all", () =>
    Effect.gen(function* () {
      const good = { id: randomUUID(), version: 0, change: { kind: "effort", theme: "T7", days: 5 } }
      const bad = { id: randomUUID(), version: 0, change: { kind: "merge", from: "T7", into: "T7" } }
      assert.strictEqual((yield* post("/api/decisions", { decisions: [good, bad] })).statusCode, 400)
      const { items } = yield* read<{ items: ReadonlyArray<object> }>("/api/states?subjects=T7")
      assert.deepStrictEqual(items, [{ subject: "T7", version: 0 }])
    })
  )

  it.effect("what makes no sense is refused in a sentence", () =>
    Effect.gen(function* () {
      const merged = yield* taken({ kind: "merge", from: "T8", into: "T9" })
      const undone = yield* taken({ kind: "rename", theme: "T10", title: "Имя" })
      yield* undo(undone, 1)
      const answers = yield* Effect.all([
        decide({ kind: "merge", from: "T1", into: "T1" }),
        decide({ kind: "merge", from: "T9", into: "T8" }),
        decide({ kind: "merge", from: "T8", into: "T10" }, { version: 1 }),
        undo(undone, 2),
        decide({ kind: "tag_new", tag: "я".repeat(10_000) }),
        decide({ kind: "note", about: "T1", text: "\u0000" }),
        decide({ kind: "note", about: "T1", text: "\uD800" }),
        decide({ kind: "tag", about: "T1", tag: "такой нет" }),
        decide({ kind: "stage", theme: "T10", stage: "done" }, { version: 2 }),
        decide({ kind: "stage", theme: "T10", stage: "rejected" }, { version: 2 }),
        decide({ kind: "rename", theme: "T999", title: "Нет такой" }),
        decide({ kind: "verdict", message: "f".repeat(32), verdict: "method" }),
        decide({ kind: "rename", theme: "T1", title: "Имя" }, { version: 99 })
      ])
      const seen = answers.map(
        (answer) => `${answer.statusCode} ${(answer.json() as { type: string }).type.split(":").at(-1)}`
      )
      assert.deepStrictEqual(seen, [
        "400 itself",
        "409 merged-theme",
        "409 merged-theme",
        "409 already-undone",
        "400 bad-body",
        "400 bad-body",
        "400 bad-body",
        "409 unknown-tag",
        "409 no-such-way",
        "400 reason-needed",
        "404 no-such-theme",
        "404 no-such-message",
        "400 version-ahead"
      ])
      yield* undo(merged, 1)
    })
  )

  it.effect("what is too long or too much is told its limit", () =>
    Effect.gen(function* () {
      const change = { kind: "tag_new", tag: "я".repeat(10_000) } as const
      const detailOf = (answer: { json: () => unknown }) => (answer.json() as { detail: string }).detail
      assert.strictEqual(
        detailOf(yield* decide(change)),
        "Тело запроса: поле decisions.0.change.tag длиннее, чем можно: сократите его до 60 знаков"
      )
      const many = Array.from({ length: 501 }, (_, i) => ({
        id: randomUUID(),
        version: 0,
        change: { ...change, tag: `метка ${i}` }
      }))
      assert.include(detailOf(yield* post("/api/decisions", { decisions: many })), "не больше 500")
      assert.include(detailOf(yield* decide({ ...change, tag: "Ф!" })), "/api/docs")
    })
  )

  it.effect("tags are tagged with, counted and merged", () =>
    Effect.gen(function* () {
      yield* taken({ kind: "tag_new", tag: "печать" })
      yield* taken({ kind: "tag_new", tag: "принтер" })
      yield* taken({ kind: "tag", about: "T1", tag: "принтер" }, { version: 2 })
      yield* taken({ kind: "tag_merge", from: "принтер", into: "печать" }, { version: 1 })
      const tagged = read<{ items: ReadonlyArray<object> }>("/api/tags")
      assert.deepStrictEqual((yield* tagged).items, [
        { tag: "печать", version: 1, themes: 1, messages: 0, into: null },
        { tag: "принтер", version: 2, themes: 1, messages: 0, into: "печать" }
      ])
      yield* taken({ kind: "tag_new", tag: "печать и сканирование" })
      const renamed = yield* taken(
        { kind: "tag_merge", from: "печать", into: "печать и сканирование" },
        { version: 1 }
      )
      const named = yield* decide({ kind: "tag", about: "T2", tag: "принтер" })
      assert.include((named.json() as { detail: string }).detail, "«печать»")
      assert.deepStrictEqual((yield* tagged).items, [
        { tag: "печать", version: 2, themes: 1, messages: 0, into: "печать и сканирование" },
        { tag: "печать и сканирование", version: 1, themes: 1, messages: 0, into: null },
        { tag: "принтер", version: 2, themes: 1, messages: 0, into: "печать и сканирование" }
      ])
      yield* undo(renamed, 2)
      assert.deepStrictEqual((yield* tagged).items.at(-1), {
        tag: "печать и сканирование",
        version: 1,
        themes: 0,
        messages: 0,
        into: null
      })
    })
  )

  it.effect("a view that is saved is listed, changed by its owner and forgotten", () =>
    Effect.gen(function* () {
      const { inject } = yield* Serving
      const view = { id: randomUUID(), name: "ЦАО", address: "/backlog?district=cao", shared: true }
      yield* post("/api/views", view)
      const saved = yield* post("/api/views", { ...view, name: "Центр" })
      assert.deepInclude((saved.json() as { items: ReadonlyArray<object> }).items[0], {
        name: "Центр",
        mine: true
      })
      const left = yield* inject({ method: "DELETE", url: `/api/views/${view.id}` })
      assert.deepStrictEqual(left.json(), { items: [] })
      assert.strictEqual(
        (yield* post("/api/views", { ...view, address: "//elsewhere.example" })).statusCode,
        400
      )
    })
  )

  it.effect("decisions that builds hold come into the store by themselves", () =>
    Effect.gen(function* () {
      const { store } = yield* Serving
      const entry = yield* taken({ kind: "forbid_merge", a: "T1", b: "T2" }, { version: 3 })
      const folder = join(store, "decisions")
      const lines = Effect.sync(() =>
        readdirSync(folder)
          .filter((name) => name.endsWith(".ndjson"))
          .map((name) => readFileSync(join(folder, name), "utf8"))
          .join("")
      )
      const text = yield* Effect.repeat(lines, {
        until: (found) => found.includes(`"seq":${entry.sequence},`),
        schedule: Schedule.spaced("100 millis")
      })
      assert.notInclude(text, '"kind":"note"')
      assert.include(text, '"kind":"undo"')
    })
  )
})
