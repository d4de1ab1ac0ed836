import { assert, layer } from "@effect/vitest"
import type { Backlog } from "@otklik/contract/backlog"
import type { Entry } from "@otklik/contract/ledger"
import type { Side } from "@otklik/contract/splits"
import type { Theme } from "@otklik/contract/themes"
import { Effect } from "effect"
import { randomUUID } from "node:crypto"
import { Serving } from "./serving.ts"

const post = (url: string, payload: object) =>
  Effect.flatMap(Serving, ({ inject }) => inject({ method: "POST", url, payload }))
const read = <A>(url: string) =>
  Effect.map(
    Serving.use(({ get }) => get(url)),
    (it) => it.json() as A
  )
const theme = (id: string) => read<Theme>(`/api/themes/${id}`)
const backlog = read<Backlog>("/api/backlog?limit=500")

interface Chosen {
  readonly requests?: ReadonlyArray<string>
  readonly messages?: ReadonlyArray<string>
  readonly snapshot?: string
}
const preview = (id: string, chosen: Chosen) =>
  Effect.map(
    post(`/api/themes/${id}/splits/preview`, {
      snapshot: "SNAPSHOT",
      requests: [],
      messages: [],
      ...chosen
    }),
    (answer) => answer.json() as { readonly leaves: Side; readonly stays: Side }
  )
const split = (id: string, chosen: Chosen, version = 0) =>
  post(`/api/themes/${id}/splits`, {
    snapshot: "SNAPSHOT",
    requests: [],
    messages: [],
    ...chosen,
    id: randomUUID(),
    version,
    title: "Отделённое"
  })
const entryOf = (answer: { readonly json: () => unknown }) =>
  (answer.json() as { decisions: ReadonlyArray<Entry> }).decisions[0]!
const kindOf = (answer: { readonly statusCode: number; readonly json: () => unknown }) =>
  `${answer.statusCode} ${(answer.json() as { type: string }).type.split(":").at(-1)}`

layer(Serving.whole, { timeout: "4 minutes", excludeTestServices: true })("a split", (it) => {
  it.effect("by a group of the same request is shown before it is made, side by side", () =>
    Effect.gen(function* () {
      const { item, requests } = yield* theme("T1")
      const group = requests[1]!
      const { leaves, stays } = yield* preview("T1", { requests: [group.request] })
      assert.deepStrictEqual([leaves.messages, leaves.schools], [group.messages, group.schools])
      assert.strictEqual(stays.messages, item.messages - group.messages)
      assert.strictEqual(leaves.quotes.length, 3)
      assert.isNotEmpty(leaves.words)
      assert.isTrue(leaves.words.every((word) => !stays.words.includes(word)))
      assert.isTrue(leaves.quotes.some(({ text }) => text.toLowerCase().includes(leaves.words[0]!)))
    })
  )

  it.effect(
    "is one decision that names every message, lies over the queue at once, and is undone exactly",
    () =>
      Effect.gen(function* () {
        const before = { queue: yield* backlog, theme: yield* theme("T1") }
        const group = before.theme.requests[0]!
        const answer = yield* split("T1", { requests: [group.request] })
        assert.strictEqual(answer.statusCode, 200, answer.body)
        const entry = entryOf(answer)
        assert.deepInclude(entry, { subject: "T1", version: 1, pending: true })
        assert.deepInclude(entry.change, { kind: "split", title: "Отделённое" })
        const after = yield* theme("T1")
        assert.strictEqual(after.item.messages, before.theme.item.messages - group.messages)
        assert.isTrue(after.item.pending)
        assert.isFalse(after.requests.some(({ request }) => request === group.request))
        const list = yield* read<{ total: number }>("/api/themes/T1/messages")
        assert.strictEqual(list.total, after.item.messages)
        assert.strictEqual(kindOf(yield* split("T1", { requests: [group.request] }, 1)), "400 nothing-leaves")
        yield* post(`/api/decisions/${entry.id}/undo`, { id: randomUUID(), version: 1 })
        assert.deepStrictEqual({ queue: yield* backlog, theme: yield* theme("T1") }, before)
      })
  )

  it.effect("takes chosen messages of the theme, and no others", () =>
    Effect.gen(function* () {
      const { items } = yield* read<{ items: ReadonlyArray<{ id: string }> }>(
        "/api/themes/T2/messages?limit=3"
      )
      const { items: others } = yield* read<{ items: ReadonlyArray<{ id: string }> }>(
        "/api/themes/T3/messages?limit=1"
      )
      const chosen = items.map(({ id }) => id).sort()
      const answer = yield* split("T2", { messages: [...chosen, others[0]!.id] })
      const { change } = entryOf(answer)
      assert.deepStrictEqual(change.kind === "split" ? [...change.messages] : [], chosen)
      yield* post(`/api/decisions/${entryOf(answer).id}/undo`, { id: randomUUID(), version: 1 })
    })
  )

  it.effect(
    "of nothing, of all, of what another snapshot numbered or of no theme is refused in a sentence",
    () =>
      Effect.gen(function* () {
        const all = (yield* theme("T5")).requests.map(({ request }) => request)
        const answers = yield* Effect.all([
          split("T5", {}),
          split("T5", { requests: all }),
          split("T5", { requests: all.slice(0, 1), snapshot: "0123456789abcdef" }),
          split("T999", { requests: ["T999-1"] }),
          split("T5", { requests: ["все"] })
        ])
        assert.deepStrictEqual(answers.map(kindOf), [
          "400 nothing-leaves",
          "400 all-leave",
          "409 stale-split",
          "404 no-such-theme",
          "400 bad-body"
        ])
      })
  )
})
