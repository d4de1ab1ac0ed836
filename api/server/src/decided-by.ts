import { sql } from "kysely"
import { Clock, Effect } from "effect"
import type { Actor } from "./actor.ts"
import { Ledger } from "./ledger.ts"
import type { SnapshotFile } from "./snapshot-file.ts"

/** How many messages somebody read and gave a verdict since the snapshot that is served, and since midnight in Moscow. */
export const decidedBy = Effect.fnUntraced(function* (actor: Actor, file: SnapshotFile) {
  const ledger = yield* Ledger
  const now = new Date(yield* Clock.currentTimeMillis)
  const row = yield* ledger.query("count decisions", (db) =>
    db
      .selectFrom("ledger")
      .select([
        sql<string>`count(distinct subject) filter (where sequence > ${file.decided})`.as("since"),
        sql<string>`count(distinct subject) filter (where decided_at >= date_trunc('day', ${now}::timestamptz at time zone 'Europe/Moscow') at time zone 'Europe/Moscow')`.as(
          "today"
        )
      ])
      .where("actor", "=", actor.person)
      .where("kind", "in", ["verdict", "reading"])
      .executeTakeFirstOrThrow()
  )
  return { since: Number(row.since), today: Number(row.today) }
})
