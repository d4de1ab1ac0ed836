import type { PersonId } from "@otklik/contract/people"
import type { acceptInvitation } from "@otklik/contract/session"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { DateTime, Duration, Effect } from "effect"
import type { Kysely, Transaction } from "kysely"
import { databaseDown } from "../failures.ts"
import { remembered, together } from "../people-memory.ts"
import { deadLink, nameless, nameTaken } from "./failures.ts"
import { Passwords } from "./passwords.ts"
import { hashOf, newSecret } from "./secret.ts"
import { endAllOf } from "./sessions.ts"

const lives = Duration.hours(72)

const retire = (db: Kysely<PeopleTables>, person: PersonId | null, now: Date) =>
  db
    .updateTable("one_time_link")
    .set({ used_at: now })
    .where("person", "is not distinct from", person)
    .where("used_at", "is", null)
    .execute()

/** Makes a one-time link for a person, or for the first administrator; earlier ones stop working. */
export const invite = Effect.fnUntraced(function* (person: PersonId | null) {
  const now = yield* DateTime.nowAsDate
  const secret = newSecret()
  const expires_at = new Date(now.getTime() + Duration.toMillis(lives))
  yield* together("invite", async (tx) => {
    await retire(tx, person, now)
    await tx
      .insertInto("one_time_link")
      .values({ secret_hash: hashOf(secret), person, expires_at })
      .execute()
  })
  return { link: `/welcome#${secret}`, expiresAt: expires_at.toISOString() }
})

/** Whether somebody can administer. */
const administered = remembered("administrators", (db) =>
  db
    .selectFrom("person")
    .select("id")
    .where("role", "=", "administrator")
    .where("disabled", "=", false)
    .limit(1)
    .executeTakeFirst()
)

/** The link that makes the first administrator; null where there is one. Waits for the database as long as it takes. */
export const firstInvitation = Effect.gen(function* () {
  const found = yield* administered
  return found === undefined ? (yield* invite(null)).link : null
}).pipe(Effect.retry({ while: (failure) => failure === databaseDown }))

type Accepted = (typeof acceptInvitation)["schema"]["body"]["Type"]

const accept = (given: Accepted, hash: string, now: Date) => async (tx: Transaction<PeopleTables>) => {
  const link = await tx
    .updateTable("one_time_link")
    .set({ used_at: now })
    .where("secret_hash", "=", hashOf(given.secret))
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning("person")
    .executeTakeFirst()
  if (link === undefined) throw deadLink
  const person = link.person ?? (await firstAdministrator(given, now)(tx))
  await tx
    .insertInto("credential")
    .values({ person, hash, changed_at: now })
    .onConflict((it) => it.column("person").doUpdateSet({ hash, changed_at: now }))
    .execute()
  await endAllOf(tx, person, now)
  return person
}

const firstAdministrator =
  ({ name, person }: Accepted, now: Date) =>
  async (tx: Transaction<PeopleTables>) => {
    if (person === undefined || name === undefined) throw nameless
    const [{ numInsertedOrUpdatedRows = 0n } = {}] = await tx
      .insertInto("person")
      .values({ id: person, name: name.trim(), role: "administrator", created_at: now })
      .onConflict((it) => it.doNothing())
      .execute()
    if (numInsertedOrUpdatedRows === 0n) throw nameTaken
    return person
  }

/** Uses a one-time link up: its person has this password from now on. */
export const acceptLink = Effect.fnUntraced(function* (given: Accepted) {
  const now = yield* DateTime.nowAsDate
  const hash = yield* Passwords.use((it) => it.hash(given.password))
  return yield* together("accept invitation", accept(given, hash, now))
})
