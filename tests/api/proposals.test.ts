import { assert, layer } from "@effect/vitest"
import type { Entry } from "@otklik/contract/ledger"
import type { Proposal } from "@otklik/contract/proposals"
import type { StaffRole } from "@otklik/contract/people"
import { Effect, Layer, Option } from "effect"
import { randomUUID } from "node:crypto"
import { messages } from "../fixtures/messages.ts"
import { proposeAnew, temporaryFolder, writeStore } from "../fixtures/snapshot.ts"
import { foreignIn, own } from "./foreign.ts"
import { accounts, as, Serving, trusting } from "./serving.ts"

const serving = Layer.unwrap(
  Effect.map(
    Effect.tap(temporaryFolder, (folder) => Effect.andThen(writeStore(folder), proposeAnew(folder))),
    (folder) => Serving.over(folder, { database: Option.none(), entry: accounts, instead: trusting })
  )
)

const read = <A>(url: string, who: Record<string, string> = as("senior_curator")) =>
  Effect.map(
    Serving.use(({ get }) => get(url, who)),
    (it) => it.json() as A
  )
const proposal = Effect.map(
  read<{ proposal: Proposal | null }>("/api/proposals"),
  ({ proposal: found }) => found!
)

interface Ruling {
  readonly snapshot: string
  readonly theme?: string
  readonly accept: boolean
}
const decide = (ruling: Ruling, version: number, role: StaffRole = "senior_curator") =>
  Serving.use(({ inject }) =>
    inject({
      method: "POST",
      url: "/api/decisions",
      headers: as(role),
      payload: { decisions: [{ id: randomUUID(), version, change: { kind: "proposal", ...ruling } }] }
    })
  )

const missed = messages.filter(({ text }) => /посещаемость/i.test(text))

layer(serving, { timeout: "4 minutes", excludeTestServices: true })("themes found anew", (it) => {
  it.effect("are told theme by theme with the messages that would move", () =>
    Effect.gen(function* () {
      const { changes, moved, open, total, version } = yield* proposal
      assert.deepStrictEqual([total, open, moved, version], [1, 1, missed.length, 0])
      assert.strictEqual(String(changes[0]!.theme), "T2")
      assert.deepInclude(changes[0]!, { kind: "merged", messages: missed.length, accepted: null })
      assert.deepStrictEqual(
        [changes[0]!.from, changes[0]!.to].map((themes) => themes.map(({ theme }) => String(theme))),
        [["T2"], ["T1"]]
      )
    })
  )

  it.effect("show the messages of a change, to a curator those of own schools alone", () =>
    Effect.gen(function* () {
      const url = "/api/proposals/T2/messages?limit=500"
      const all = yield* read<{ total: number; items: ReadonlyArray<object> }>(url)
      assert.strictEqual(all.total, missed.length)
      assert.deepInclude(all.items[0]!, { from: "T2", to: "T1" })
      const mine = yield* read<{ total: number; items: ReadonlyArray<object> }>(url, as("curator", own))
      assert.strictEqual(
        mine.total,
        missed.filter(({ school }) => school !== null && own.includes(school)).length
      )
      assert.deepStrictEqual(foreignIn(JSON.stringify(mine)), [])
    })
  )

  it.effect(
    "are decided by senior curators and planners, one by one or all at once, and that can be undone",
    () =>
      Effect.gen(function* () {
        const { snapshot } = yield* proposal
        const refused = yield* decide({ snapshot, theme: "T2", accept: true }, 0, "curator")
        assert.strictEqual(refused.statusCode, 403)
        const answer = yield* decide({ snapshot, theme: "T2", accept: true }, 0, "planner")
        assert.strictEqual(answer.statusCode, 200, answer.body)
        const entry = (answer.json() as { decisions: ReadonlyArray<Entry> }).decisions[0]!
        assert.deepInclude((yield* proposal).changes[0]!, {
          accepted: true,
          pending: true,
          decision: entry.id
        })
        assert.strictEqual((yield* proposal).open, 0)
        const all = yield* decide({ snapshot, accept: false }, 1)
        assert.strictEqual(all.statusCode, 200, all.body)
        assert.strictEqual((yield* proposal).changes[0]!.accepted, true)
        const other = yield* decide({ snapshot, theme: "T2", accept: false }, 0)
        assert.strictEqual(other.statusCode, 409)
        const { inject } = yield* Serving
        const payload = { id: randomUUID(), version: 2 }
        yield* inject({
          method: "POST",
          url: `/api/decisions/${entry.id}/undo`,
          headers: as("senior_curator"),
          payload
        })
        assert.strictEqual((yield* proposal).changes[0]!.accepted, false)
      })
  )

  it.effect("that are not there, or of which no such change is, are refused in a sentence", () =>
    Effect.gen(function* () {
      const { snapshot } = yield* proposal
      const answers = yield* Effect.all([
        decide({ snapshot: "0123456789abcdef", accept: true }, 0),
        decide({ snapshot, theme: "T7", accept: true }, 3)
      ])
      for (const answer of answers) {
        assert.strictEqual(answer.statusCode, 404)
        assert.include((answer.json() as { detail: string }).detail, "обновите страницу")
      }
    })
  )
})
