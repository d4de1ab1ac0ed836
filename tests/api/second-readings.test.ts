import { assert, layer } from "@effect/vitest"
import type { Agreement } from "@otklik/contract/agreement"
import type { Inbox } from "@otklik/contract/inbox"
import type { Entry } from "@otklik/contract/ledger"
import type { Verdict } from "@otklik/contract/vocabulary"
import type { VerdictQuality } from "@otklik/contract/verdict-quality"
import { boundOf } from "@otklik/server/second-readings"
import { exportDecisions } from "@otklik/sql/ledger/export"
import { Effect } from "effect"
import { randomUUID } from "node:crypto"
import { messages } from "../fixtures/messages.ts"
import { buildStore } from "../fixtures/snapshot.ts"
import { as, Serving } from "./serving.ts"

const half = boundOf(2)
const schools = [...new Set(messages.flatMap(({ school }) => school ?? []))]
const anna = as("curator", schools, "anna")
const boris = as("curator", schools, "boris")
const vera = as("senior_curator", undefined, "vera")
const admin = as("administrator", undefined, "admin")
type Who = typeof anna

const ask = (url: string, who: Who) =>
  Effect.map(
    Serving.use(({ get }) => get(url, who)),
    ({ body }) => body
  )
const inboxOf = (who: Who, query = "") => ask(`/api/inbox?limit=500${query}`, who)
const itemsOf = (body: string) => (JSON.parse(body) as Inbox).items
const idsOf = (body: string) => itemsOf(body).map(({ message }) => message.id as string)

const send = (who: Who, changes: ReadonlyArray<object>) =>
  Effect.gen(function* () {
    const { inject } = yield* Serving
    const decisions = changes.map((change) => ({ id: randomUUID(), version: 0, change }))
    const answer = yield* inject({
      method: "POST",
      url: "/api/decisions",
      payload: { decisions },
      headers: who
    })
    assert.strictEqual(answer.statusCode, 200, answer.body)
    return (answer.json() as { decisions: ReadonlyArray<Entry> }).decisions
  })
const reading = (message: string, verdict: Verdict) => ({ kind: "reading", message, verdict })

/** All that a page of somebody is told of some messages. */
const toldOf = (ids: ReadonlyArray<string>, who: Who) =>
  Effect.all([
    ask(`/api/states?subjects=${ids.join(",")}`, who),
    ...ids.map((id) => ask(`/api/decisions?subject=${id}`, who)),
    ask("/api/changes", who)
  ]).pipe(Effect.map((bodies) => bodies.map((body) => body.replace(/"last":\d+/, "")).join("\n")))

const wordless = "метка первого чтения"

layer(Serving.rolesReading(2), { timeout: "4 minutes", excludeTestServices: true })(
  "blind readings",
  (it) => {
    it.effect("half of the messages are shown without a suggestion, the same to every curator", () =>
      Effect.gen(function* () {
        const [first, second] = [itemsOf(yield* inboxOf(anna)), itemsOf(yield* inboxOf(boris))]
        assert.deepStrictEqual(first, second)
        for (const { message, suggested } of first) assert.strictEqual(suggested === null, message.id < half)
        assert.isTrue(first.some(({ suggested }) => suggested === null))
        assert.isTrue(itemsOf(yield* inboxOf(admin)).every(({ suggested }) => suggested !== null))
      })
    )

    it.effect("no filter by verdict tells what is read blind", () =>
      Effect.gen(function* () {
        const ids = idsOf(yield* inboxOf(anna, "&verdict=system"))
        assert.isNotEmpty(ids)
        assert.isTrue(ids.every((id) => id >= half))
      })
    )

    it.effect("not a byte of what a second reader is sent changes with the first one's decisions", () =>
      Effect.gen(function* () {
        const read = idsOf(yield* inboxOf(anna))
          .filter((id) => id < half)
          .slice(0, 12)
        const before = yield* Effect.forEach([boris, vera], (who) => inboxOf(who))
        const told = yield* Effect.forEach([boris, vera], (who) => toldOf(read, who))
        yield* send(anna, [{ kind: "tag_new", tag: wordless }])
        const entries = yield* send(
          anna,
          read.map((id) => reading(id, "thanks"))
        )
        assert.isTrue(entries.every(({ change }) => change.kind === "verdict"))
        yield* send(
          anna,
          read.map((about) => ({ kind: "note", about, text: "моё мнение" }))
        )
        yield* send(
          anna,
          read.map((about) => ({ kind: "tag", about, tag: wordless }))
        )
        assert.deepStrictEqual(yield* Effect.forEach([boris, vera], (who) => inboxOf(who)), before)
        for (const [i, who] of [boris, vera].entries()) {
          const now = yield* toldOf(read, who)
          for (const id of read) assert.strictEqual(now.split(id).length, told[i]!.split(id).length)
          assert.notInclude(now, "thanks")
          assert.notInclude(now, "моё мнение")
        }
        assert.isEmpty(idsOf(yield* inboxOf(anna)).filter((id) => read.includes(id)))
        assert.include(yield* ask(`/api/decisions?subject=${read[0]}`, admin), "моё мнение")
      })
    )

    it.effect("neither does a build: what is read blind keeps its place and has no verdict", () =>
      Effect.gen(function* () {
        const { store, within } = yield* Serving
        const before = yield* inboxOf(boris)
        yield* within(exportDecisions(`${store}/decisions`))
        yield* buildStore(store)
        const after = yield* inboxOf(boris)
        const blind = (body: string) => idsOf(body).filter((id) => id < half)
        assert.notStrictEqual((JSON.parse(after) as Inbox).snapshot, (JSON.parse(before) as Inbox).snapshot)
        assert.deepStrictEqual(blind(after), blind(before))
        assert.isTrue(
          itemsOf(after).every(({ message, suggested }) => message.id < half === (suggested === null))
        )
        assert.isTrue(itemsOf(after).every(({ message }) => !("verdict" in message)))
      })
    )

    it.effect(
      "a second reading leaves the verdict, is told to everyone, and ends the reading of the message",
      () =>
        Effect.gen(function* () {
          const decided = JSON.parse(yield* ask("/api/decisions?kind=verdict&limit=500", admin)) as {
            items: ReadonlyArray<Entry>
          }
          const [one, other] = decided.items.map(({ subject }) => subject)
          const [entry] = yield* send(boris, [reading(one!, "data")])
          assert.deepInclude(entry, { subject: `reading:${one}`, version: 1, before: null, pending: false })
          const states = JSON.parse(yield* ask(`/api/states?subjects=${one},${entry!.subject}`, boris)) as {
            items: ReadonlyArray<{ verdict: string }>
          }
          assert.deepStrictEqual(
            states.items.map(({ verdict }) => verdict),
            ["thanks", "data"]
          )
          for (const who of [anna, boris, vera]) {
            assert.notInclude(idsOf(yield* inboxOf(who)), one!)
            assert.include(yield* ask(`/api/decisions?subject=${one}`, who), `"verdict":"data"`)
          }
          assert.include(idsOf(yield* inboxOf(vera)), other!)
        })
    )

    it.effect(
      "a second reading that is taken back is due again; one's own reading is corrected, not a second one",
      () =>
        Effect.gen(function* () {
          const { inject } = yield* Serving
          const [id] = idsOf(yield* inboxOf(boris))
            .filter((it) => it < half)
            .toReversed()
          const [first] = yield* send(boris, [reading(id!, "idea")])
          const [again] = yield* send(boris, [reading(id!, "content")])
          assert.deepStrictEqual(
            [first, again].map((it) => [it!.change.kind, it!.version, it!.before]),
            [
              ["verdict", 1, null],
              ["verdict", 2, "idea"]
            ]
          )
          assert.include(idsOf(yield* inboxOf(anna)), id!)
          const [second] = yield* send(anna, [reading(id!, "method")])
          assert.notInclude(idsOf(yield* inboxOf(anna)), id!)
          const undone = yield* inject({
            method: "POST",
            url: `/api/decisions/${second!.id}/undo`,
            payload: { id: randomUUID(), version: 1 },
            headers: anna
          })
          assert.strictEqual(undone.statusCode, 200, undone.body)
          assert.include(idsOf(yield* inboxOf(anna)), id!)
        })
    )

    it.effect("the agreement tells who read what apart, and a verdict given since settles it", () =>
      Effect.gen(function* () {
        const { inject } = yield* Serving
        const agreement = Effect.map(ask("/api/agreement", vera), (body) => JSON.parse(body) as Agreement)
        const before = yield* agreement
        assert.deepInclude(before, { every: 2, messages: 1, same: null, alpha: null })
        assert.deepStrictEqual(
          before.readers.map(({ a, b, messages, same }) => [String(a), String(b), messages, same]),
          [["anna", "boris", 1, 0]]
        )
        assert.deepStrictEqual(before.cells, [{ a: "data", b: "thanks", messages: 1, open: 1 }])
        const [one] = before.disagreements
        assert.deepStrictEqual(
          [one!.first, one!.second].map(({ by, verdict }) => [String(by), verdict]),
          [
            ["anna", "thanks"],
            ["boris", "data"]
          ]
        )
        assert.isNull(one!.settled)
        assert.isNotEmpty(one!.message.text)
        const change = { kind: "verdict", message: one!.message.id, verdict: "data" }
        const payload = { decisions: [{ id: randomUUID(), version: one!.version, change }] }
        yield* inject({ method: "POST", url: "/api/decisions", payload, headers: vera })
        const after = yield* agreement
        assert.strictEqual(after.disagreements[0]!.settled, "data")
        assert.deepStrictEqual([after.messages, after.cells[0]!.open], [1, 0])
      })
    )

    it.effect("how right suggestions are is told of every snapshot", () =>
      Effect.gen(function* () {
        const { history, verdicts } = JSON.parse(yield* ask("/api/verdict-quality", vera)) as VerdictQuality
        assert.deepStrictEqual(
          history.map(({ accuracy, decisions }) => [decisions, accuracy]),
          [
            [0, null],
            [12, null]
          ]
        )
        assert.strictEqual(verdicts.find(({ verdict }) => verdict === "thanks")?.decisions, 12)
      })
    )

    it.effect("the same reading sent again is one", () =>
      Effect.gen(function* () {
        const { inject } = yield* Serving
        const [message] = idsOf(yield* inboxOf(boris))
          .filter((it) => it < half)
          .toReversed()
        const payload = { decisions: [{ id: randomUUID(), version: 0, change: reading(message!, "idea") }] }
        const once = inject({ method: "POST", url: "/api/decisions", payload, headers: boris })
        const [first, again] = [yield* once, yield* once]
        assert.deepStrictEqual(again.json(), first.json())
      })
    )
  }
)
