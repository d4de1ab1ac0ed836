import { assert, layer } from "@effect/vitest"
import { routes } from "@otklik/contract"
import { Effect, Schema } from "effect"
import { readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { messages, topics } from "../fixtures/messages.ts"
import { Serving } from "./serving.ts"

const strict = { onExcessProperty: "error" } as const
const decodeTheme = Schema.decodeUnknownEffect(routes.theme.schema.response[200], strict)
const decodeMessages = Schema.decodeUnknownEffect(routes.themeMessages.schema.response[200], strict)

const get = Effect.fn(function* (url: string) {
  const { get: ask } = yield* Serving
  const answer = yield* ask(url)
  assert.strictEqual(answer.statusCode, 200, answer.body)
  return answer.json() as unknown
})
const theme = (id: string) => Effect.orDie(Effect.flatMap(get(`/api/themes/${id}`), decodeTheme))
const messagesOf = (id: string, query: string) =>
  Effect.orDie(Effect.flatMap(get(`/api/themes/${id}/messages?${query}`), decodeMessages))

const marks = messages.filter(({ text }) => /отметки/i.test(text))
const sum = (counts: ReadonlyArray<{ readonly messages: number }>) =>
  counts.reduce((total, it) => total + it.messages, 0)

layer(Serving.small)("themes", (it) => {
  it.effect("tells all of one theme, its counts agreeing with each other and with what was landed", () =>
    Effect.gen(function* () {
      const found = yield* theme("T1")
      assert.strictEqual(found.item.messages, marks.length)
      assert.strictEqual(sum(found.weeks), marks.length)
      assert.strictEqual(sum(found.families), marks.length)
      assert.strictEqual(sum(found.roles), marks.length)
      assert.strictEqual(sum(found.requests), marks.length)
      assert.strictEqual(sum(found.schools), marks.filter(({ school }) => school !== null).length)
      assert.isTrue(found.schools.every(({ name, school }) => name === `ГБОУ Школа № ${school}`))
      assert.deepStrictEqual(found.firstAt, marks.map(({ created_at }) => created_at).toSorted()[0])
    })
  )

  it.effect("quotes messages word for word as they were landed", () =>
    Effect.gen(function* () {
      const { quotes } = yield* theme("T1")
      assert.strictEqual(quotes.length, 3)
      for (const { id, text } of quotes)
        assert.strictEqual(text, messages.find(({ message_id }) => message_id === id)!.text)
    })
  )

  it.effect("counts every week from the first to the last, silent ones too", () =>
    Effect.gen(function* () {
      const { weeks } = yield* theme("T10")
      const days = weeks.map(({ week }) => Date.parse(week))
      assert.isTrue(days.every((day, i) => i === 0 || day === (days[i - 1] ?? 0) + 7 * 86_400_000))
      assert.isTrue(days.every((day) => new Date(day).getUTCDay() === 1))
      assert.isAbove(weeks.at(-1)!.messages, 0)
    })
  )

  it.effect("pages through every message of a theme once, newest first", () =>
    Effect.gen(function* () {
      const found: Array<{ id: string; createdAt: string; text: string }> = []
      let cursor: string | null = ""
      while (cursor !== null) {
        const page: Effect.Success<ReturnType<typeof messagesOf>> = yield* messagesOf(
          "T1",
          `limit=7${cursor && `&cursor=${cursor}`}`
        )
        found.push(...page.items)
        cursor = page.next
      }
      const expected = marks.map((it) => ({ id: it.message_id, createdAt: it.created_at, text: it.text }))
      assert.deepStrictEqual(
        found.map(({ createdAt, id, text }) => ({ id, createdAt, text })),
        expected.toSorted((a, b) =>
          a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? 1 : -1
        )
      )
    })
  )

  it.effect("narrows the messages of a theme by a slice", () =>
    Effect.gen(function* () {
      const { items, total } = yield* messagesOf("T1", "family=ticket&role=teacher&limit=500")
      const expected = marks.filter(({ family, role }) => family === "ticket" && role === "teacher")
      assert.strictEqual(total, expected.length)
      assert.sameMembers(
        items.map(({ id }) => id as string),
        expected.map(({ message_id }) => message_id)
      )
    })
  )

  it.effect("says of a theme that is not there how to find one", () =>
    Effect.gen(function* () {
      const { get: ask } = yield* Serving
      for (const id of ["T999", "T0", "t1", "1", "T1%27%20or%201=1", "..%2f..%2fetc", topics[0]!.keyword]) {
        for (const url of [`/api/themes/${encodeURI(id)}`, `/api/themes/${encodeURI(id)}/messages`]) {
          const answer = yield* ask(url)
          assert.strictEqual(answer.statusCode, 404, url)
          assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/)
        }
      }
    })
  )
})

layer(Serving.small)("themes whose landed files are gone", (it) => {
  it.effect("say what to do and tell no path", () =>
    Effect.gen(function* () {
      const { get: ask, store } = yield* Serving
      const landed = join(store, "landed")
      const files = yield* Effect.promise(() => readdir(landed, { recursive: true }))
      for (const file of files.filter((name) => name.endsWith(".parquet")))
        yield* Effect.promise(() => rm(join(landed, file)))
      const answer = yield* ask("/api/themes/T1/messages")
      assert.strictEqual(answer.statusCode, 503)
      assert.include(answer.json().detail, "otklik doctor")
      assert.notInclude(answer.body, store)
      assert.notInclude(answer.body, "parquet")
      assert.strictEqual((yield* ask("/api/backlog")).statusCode, 200)
    })
  )
})
