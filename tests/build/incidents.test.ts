import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rows } from "../fixtures/marts.ts"
import { type LandedMessage, messages } from "../fixtures/messages.ts"
import { temporaryFolder, writeStore } from "../fixtures/snapshot.ts"

const one = messages.find(({ text }) => text.includes("отметки"))!

/** Two days in October on which the journal fails sixty schools. */
const outage = Array.from({ length: 120 }, (_, i): LandedMessage => ({
  ...one,
  message_id: i.toString(16).padStart(32, "a"),
  external_id: `outage-${i}`,
  created_at: new Date(Date.UTC(2025, 9, 15 + (i % 2), 7, i)).toISOString(),
  author: null,
  school: String(1001 + (i % 60)),
  service: "journal",
  text: `Журнал лежит, отметки не открываются, кабинет ${i}`
}))

describe("an outage in a store", () => {
  it.effect("is one incident, of its messages and days alone, and marks the theme that it made", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const { id } = yield* writeStore(root, [...messages, ...outage])
      const [incident, ...others] = yield* rows(root, "incidents", id)
      assert.deepEqual(others, [])
      assert.deepInclude(incident, { incident: 1, service: "journal", schools: 60 })
      assert.deepEqual(
        [incident!.first_day, incident!.last_day].map((day) => day.toISOString().slice(0, 10)),
        ["2025-10-15", "2025-10-16"]
      )
      const folded = (yield* rows(root, "facts", id)).filter((fact) => fact.incident !== null)
      assert.strictEqual(folded.length, incident!.messages)
      assert.isAtLeast(folded.length, 120)
      assert.isAtMost(folded.length, 126)
      const flagged = (yield* rows(root, "themes", id)).filter(({ flags }) => flags.includes("incident"))
      assert.strictEqual(flagged.length, 1)
      assert.deepEqual(incident!.themes, [flagged[0]!.theme])
    })
  )

  it.effect("is none where there is none", () =>
    Effect.gen(function* () {
      const root = yield* temporaryFolder
      const { id } = yield* writeStore(root)
      assert.deepEqual(yield* rows(root, "incidents", id), [])
    })
  )
})
