import { assert, layer } from "@effect/vitest"
import type { Actors } from "@otklik/server/actors"
import { Heartbeat } from "@otklik/server/routes/events"
import { boundOf } from "@otklik/server/second-readings"
import { Effect, Layer, Option } from "effect"
import { randomUUID } from "node:crypto"
import { messages } from "../fixtures/messages.ts"
import { temporaryFolder, writeStore } from "../fixtures/snapshot.ts"
import { own } from "./foreign.ts"
import { accounts, as, Serving, trusting } from "./serving.ts"
import { ask, cookieOf, opened, password, person, administrator, signIn } from "./signing.ts"

type Headers = Readonly<Record<string, string>>

interface Told {
  readonly id: string | undefined
  readonly event: string | undefined
  readonly data: string | undefined
  readonly comment: string | undefined
}

const fieldOf = (block: string, name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1]
const toldIn = (block: string): Told => ({
  id: fieldOf(block, "id"),
  event: fieldOf(block, "event"),
  data: fieldOf(block, "data"),
  comment: /^: (.*)$/m.exec(block)?.[1]
})

/** A page that listens: what it is told, one thing after another, until the stream ends. */
const listening = Effect.fnUntraced(function* (headers: Headers, query = "") {
  const { app } = yield* Serving
  const url = yield* Effect.promise(async () => {
    if (!app.server.listening) await app.listen({ port: 0, host: "127.0.0.1" })
    return `http://127.0.0.1:${(app.server.address() as { port: number }).port}/api/events${query}`
  })
  const leave = new AbortController()
  yield* Effect.addFinalizer(() => Effect.sync(() => leave.abort()))
  const response = yield* Effect.promise(() => fetch(url, { headers, signal: leave.signal }))
  const told = blocksOf(response)
  const next = (wanted: (it: Told) => boolean) =>
    Effect.promise(async () => {
      for (;;) {
        const { done, value } = await told.next()
        if (done) return null
        if (wanted(value)) return value
      }
    })
  return {
    status: response.status,
    leave: Effect.sync(() => leave.abort()),
    next,
    decision: next(({ event }) => event === "decision"),
    here: next(({ event }) => event === "here"),
    ended: next(() => false)
  }
})

async function* blocksOf({ body }: Response): AsyncGenerator<Told> {
  let text = ""
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + chunk).split("\n\n")
    text = blocks.pop()!
    for (const block of blocks) yield toldIn(block)
  }
}

const decide = (who: Headers, change: object, version = 0) =>
  Effect.gen(function* () {
    const payload = { decisions: [{ id: randomUUID(), version, change }] }
    const answer = yield* ask("POST", "/api/decisions", payload, who)
    assert.strictEqual(answer.statusCode, 200, answer.body)
    return (answer.json() as { decisions: ReadonlyArray<{ sequence: number }> }).decisions[0]!.sequence
  })
const note = (about: string) => ({ kind: "note", about, text: "заметка" })
const messagesOf = (mine: boolean) =>
  messages
    .filter(({ message_id }) => message_id >= boundOf(40))
    .filter(({ school }) => school !== null && own.includes(school) === mine)
    .map(({ message_id }) => message_id)

const [boss, curator] = [as("administrator"), as("curator", own)]
const quick = Layer.succeed(Heartbeat, "20 millis")
const over = (instead: Layer.Layer<never> | Layer.Layer<Actors>) =>
  Layer.unwrap(
    Effect.map(
      Effect.tap(temporaryFolder, (folder) => writeStore(folder)),
      (folder) => Serving.over(folder, { database: Option.none(), entry: accounts, instead })
    )
  )

layer(over(Layer.merge(trusting, quick)), { timeout: "2 minutes", excludeTestServices: true })(
  "the stream of what happens",
  (it) => {
    it.effect("tells an open page of a decision, and goes on from the last one that a page has seen", () =>
      Effect.gen(function* () {
        const [theme, ...more] = ["T1", "T2", "T3"]
        const page = yield* listening(curator)
        yield* page.here
        const first = yield* decide(boss, note(theme!))
        assert.strictEqual((yield* page.decision)?.id, String(first))
        yield* page.leave
        const missed = yield* Effect.forEach(more, (it) => decide(boss, note(it)))
        for (const back of [
          yield* listening({ ...curator, "last-event-id": String(first) }),
          yield* listening(curator, `?since=${first}`)
        ]) {
          for (const sequence of missed) assert.strictEqual((yield* back.decision)?.id, String(sequence))
          assert.strictEqual((yield* back.here)?.id, String(missed.at(-1)))
        }
      }).pipe(Effect.scoped)
    )

    it.effect("tells a curator of own schools alone, live and afterwards", () =>
      Effect.gen(function* () {
        const page = yield* listening(curator)
        const from = (yield* page.here)!.id!
        const [foreign, mine] = [messagesOf(false)[0]!, messagesOf(true)[0]!]
        yield* decide(boss, note(foreign))
        const split = { kind: "split", theme: "T1", messages: [foreign, mine].sort(), title: "Отделённое" }
        const own = [yield* decide(boss, note(mine)), yield* decide(boss, split)]
        const back = yield* listening(curator, `?since=${from}`)
        for (const one of [page, back])
          for (const sequence of own) {
            const told = yield* one.decision
            assert.strictEqual(told?.id, String(sequence))
            assert.notInclude(told?.data, foreign)
          }
      }).pipe(Effect.scoped)
    )

    it.effect("tells whoever may read it blind of own decisions alone on a message of the sample", () =>
      Effect.gen(function* () {
        const [sampled, other] = messages.map(({ message_id }) => message_id).filter((it) => it < boundOf(40))
        const senior = yield* listening(as("senior_curator"))
        const all = yield* listening(boss)
        yield* Effect.all([senior.here, all.here])
        const hidden = yield* decide(boss, { kind: "verdict", message: sampled, verdict: "data" })
        const shown = yield* decide(as("senior_curator"), note(other!))
        yield* decide(boss, note("T4"))
        assert.strictEqual((yield* senior.decision)?.id, String(shown))
        assert.strictEqual((yield* all.decision)?.id, String(hidden))
      }).pipe(Effect.scoped)
    )

    it.effect("says that it stands, and says where a page should begin anew", () =>
      Effect.gen(function* () {
        const page = yield* listening(curator)
        for (let beats = 0; beats < 3; beats++)
          assert.strictEqual(
            (yield* page.next(({ comment }) => comment !== undefined))?.comment,
            "still here"
          )
        for (let batch = 0; batch < 3; batch++) {
          const decisions = Array.from({ length: 400 }, () => ({
            id: randomUUID(),
            version: 0,
            change: note("T5")
          }))
          yield* ask("POST", "/api/decisions", { decisions }, boss)
        }
        const away = yield* listening(curator, "?since=0")
        assert.strictEqual((yield* away.next(({ event }) => event !== undefined))?.event, "reset")
      }).pipe(Effect.scoped)
    )

    it.effect("is closed to those who have not signed in", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* listening(as("nobody"))).status, 401)
      }).pipe(Effect.scoped)
    )
  }
)

layer(over(quick), { timeout: "2 minutes", excludeTestServices: true })("a stream and its session", (it) => {
  it.effect(
    "ends when its reader signs out, is closed out, or their sessions are ended, and for nobody else",
    () =>
      Effect.gen(function* () {
        yield* opened
        const leaving = yield* person("leaving", "planner")
        const staying = yield* person("staying", "planner")
        const admin = yield* administrator
        const other = yield* listening(staying)
        yield* other.here
        const ways = [
          () => ask("DELETE", "/api/session", undefined, leaving),
          () => ask("DELETE", "/api/people/leaving/sessions", undefined, admin),
          () => ask("PATCH", "/api/people/leaving", { version: 1, disabled: true }, admin)
        ]
        let session = leaving
        for (const [i, way] of ways.entries()) {
          if (i > 0) session = cookieOf(yield* signIn("leaving", password))
          const page = yield* listening(session)
          yield* page.here
          const answer = yield* way()
          assert.strictEqual(answer.statusCode, 200, answer.body)
          assert.isNull(yield* page.ended)
        }
        assert.strictEqual((yield* listening(session)).status, 401)
        const sequence = yield* decide(admin, { kind: "watch", theme: "T1", on: true })
        assert.strictEqual((yield* other.decision)?.id, String(sequence))
      }).pipe(Effect.scoped)
  )
})
