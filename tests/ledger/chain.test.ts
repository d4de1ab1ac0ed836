import { assert, describe, layer } from "@effect/vitest"
import { DecisionId } from "@otklik/contract/change"
import { PersonId } from "@otklik/contract/people"
import { ThemeId } from "@otklik/contract/vocabulary"
import { Database } from "@otklik/sql/database"
import { append } from "@otklik/sql/ledger/append"
import { rebuild } from "@otklik/sql/ledger/rebuild"
import { verify } from "@otklik/sql/ledger/verify"
import { Effect } from "effect"
import { sql } from "kysely"
import { memories } from "./memory.ts"

const draft = (n: number) => ({
  id: DecisionId.make(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`),
  change: { kind: "rename", theme: ThemeId.make(`T${n}`), title: "Журнал не открывается" } as const,
  version: 0,
  by: PersonId.make("anna"),
  snapshot: null,
  school: null,
  reason: "Так говорят школы"
})

const at = new Date("2026-11-26T09:00:00Z")
const rows = 20

/** Every way in which somebody with the keys of the database might tamper, and what is said of it. */
const tampering = [
  [
    "a byte of a title",
    "update ledger set after = jsonb_set(after, '{title}', '\"Журнал не открываетсЯ\"') where sequence = 7",
    { sequence: 7, reason: "changed" }
  ],
  [
    "whose decision it was",
    "update ledger set actor = 'boris' where sequence = 3",
    { sequence: 3, reason: "changed" }
  ],
  [
    "a moment",
    "update ledger set decided_at = decided_at + interval '1 second' where sequence = 20",
    { sequence: 20, reason: "changed" }
  ],
  [
    "a hash",
    "update ledger set hash = repeat('a', 64) where sequence = 5",
    { sequence: 5, reason: "changed" }
  ],
  [
    "a link",
    "update ledger set previous = repeat('a', 64) where sequence = 5",
    { sequence: 5, reason: "unlinked" }
  ],
  ["a row in the middle", "delete from ledger where sequence = 11", { sequence: 11, reason: "missing" }],
  ["the last rows", "delete from ledger where sequence > 15", { sequence: 16, reason: "cut" }],
  ["all rows", "delete from ledger", { sequence: 1, reason: "cut" }]
] as const

/** Does something with the triggers off and takes it back afterwards. */
const tampered = <A>(statement: string, look: (tx: Parameters<typeof verify>[0]) => Promise<A>) =>
  Database.use(({ query }) =>
    query("tamper", async (db) => {
      const tx = await db.startTransaction().execute()
      await sql`alter table ledger disable trigger user`.execute(tx)
      await sql.raw(statement).execute(tx)
      const seen = await look(tx)
      await tx.rollback().execute()
      return seen
    })
  )

for (const [kind, memory] of Object.entries(memories))
  describe(kind, () => {
    layer(memory, { timeout: "4 minutes", excludeTestServices: true })((it) => {
      it.effect("is whole as it was written", () =>
        Effect.gen(function* () {
          const { query } = yield* Database
          const drafts = Array.from({ length: rows }, (_, i) => draft(i + 1))
          yield* query("write", (db) => append(db, drafts, at))
          assert.deepStrictEqual(yield* query("verify", verify), { rows, broken: null })
        })
      )

      it.effect.each(tampering)(
        "shows that %s was changed, and names the first bad row",
        ([, statement, expected]) =>
          Effect.map(tampered(statement, verify), ({ broken }) => assert.deepStrictEqual(broken, expected))
      )

      it.effect("makes what holds anew where it was lost", () =>
        Effect.gen(function* () {
          const { query } = yield* Database
          const before = yield* query("read", (db) =>
            db.selectFrom("present").selectAll().orderBy("subject").execute()
          )
          yield* query("lose", (db) => sql`update present set version = 9, state = '{}'`.execute(db))
          assert.strictEqual(yield* query("rebuild", rebuild), rows)
          const after = yield* query("read", (db) =>
            db.selectFrom("present").selectAll().orderBy("subject").execute()
          )
          assert.deepStrictEqual(after, before)
        })
      )
    })
  })
