import { PersonId, StaffRole } from "@otklik/contract/people"
import { Passwords } from "@otklik/server/people/passwords"
import { hashOf } from "@otklik/server/people/secret"
import { together } from "@otklik/server/people-memory"
import { Database, DatabaseDown } from "@otklik/sql/database"
import { Effect } from "effect"
import { known } from "./access-table.ts"

/** An account, a session, an invitation of each role, and a key. */
export const furnished = Effect.gen(function* () {
  const { hash } = yield* Passwords
  const { scoped } = yield* Database
  const [now, then, hashed] = [new Date(), new Date(Date.now() + 3_600_000), yield* hash(known.password)]
  const ids = StaffRole.literals.map((role) => PersonId.make(role))
  yield* scoped("waits", "all", (tx) => tx.selectFrom("school").select("school").execute()).pipe(
    Effect.retry({ while: (error) => error instanceof DatabaseDown, times: 60 })
  )
  yield* together("furnish", async (tx) => {
    for (const role of StaffRole.literals)
      await tx
        .insertInto("person")
        .values({ id: PersonId.make(role), name: role, role, created_at: now })
        .execute()
    await tx
      .insertInto("credential")
      .values(ids.map((person) => ({ person, hash: hashed, changed_at: now })))
      .execute()
    const links = [...ids, PersonId.make("nobody")].map((who) => ({
      secret_hash: hashOf(`link of ${who}`),
      person: who === "nobody" ? PersonId.make("planner") : who,
      expires_at: then
    }))
    await tx.insertInto("one_time_link").values(links).execute()
    await tx
      .insertInto("api_key")
      .values({
        id: known.key,
        secret_hash: hashOf("key"),
        name: "key",
        role: "planner",
        actions: ["read_backlog"],
        created_by: "administrator",
        created_at: now,
        expires_at: then
      })
      .execute()
  })
})
