import type { PersonId, StaffRole } from "@otklik/contract/people"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { DateTime, Duration, Effect } from "effect"
import { type Kysely, sql } from "kysely"
import type { Actor } from "../actor.ts"
import { Entry } from "../entry.ts"
import type { Visit } from "../input.ts"
import { remembered } from "../people-memory.ts"
import { hashOf, newSecret } from "./secret.ts"

/** A session ends after a night without a request, and after a week whatever happens. */
export const idle = Duration.hours(12)
export const longest = Duration.days(7)

const minute = 60_000

/** The day of an instant where the house is, YYYY-MM-DD. */
export const dayIn = (timezone: string, instant: Date): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short" }).format(instant)

/** Schools assigned to a person on a day. */
export const schoolsOn = (day: string) => sql<Array<string>>`array(
  select school from assignment
  where assignment.person = person.id and from_day <= ${day}::date and coalesce(to_day, ${day}::date) >= ${day}::date
)`

interface Found {
  readonly session: string
  readonly seen_at: Date
  readonly id: PersonId
  readonly name: string
  readonly role: StaffRole
  readonly schools: ReadonlyArray<string>
}

export const actorOf = ({ id, name, role, schools }: Omit<Found, "session" | "seen_at">): Actor => ({
  person: id,
  name,
  role,
  schools: role === "curator" ? new Set(schools) : "all",
  actions: "all"
})

const find = (secret: string, now: Date, day: string) => (db: Kysely<PeopleTables>) =>
  db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.person")
    .select(["session.id as session", "session.seen_at", "person.id", "person.name", "person.role"])
    .select(schoolsOn(day).as("schools"))
    .where("secret_hash", "=", hashOf(secret))
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .where("seen_at", ">", new Date(now.getTime() - Duration.toMillis(idle)))
    .where("person.disabled", "=", false)
    .executeTakeFirst()

const seen = ({ seen_at, session }: Found, now: Date, address: string) =>
  now.getTime() - seen_at.getTime() < minute
    ? Effect.void
    : remembered("session seen", (db) =>
        db.updateTable("session").set({ seen_at: now, address }).where("id", "=", session).execute()
      )

/** Whom a session's secret stands for; null where it is over, was ended or never was. */
export const personOf = Effect.fnUntraced(function* (secret: string, address: string) {
  const now = yield* DateTime.nowAsDate
  const { timezone } = yield* Entry
  const found = yield* remembered("session", find(secret, now, dayIn(timezone, now)))
  if (found === undefined) return null
  yield* seen(found, now, address)
  return actorOf(found)
})

/** Opens a session and gives the secret that its browser is to hold. */
export const openSession = Effect.fnUntraced(function* (
  person: PersonId,
  means: "password" | "provider" | "link",
  { address, headers }: Visit
) {
  const now = yield* DateTime.nowAsDate
  const secret = newSecret()
  const expires_at = new Date(now.getTime() + Duration.toMillis(longest))
  yield* remembered("open session", (db) =>
    db
      .insertInto("session")
      .values({
        secret_hash: hashOf(secret),
        person,
        means,
        created_at: now,
        seen_at: now,
        expires_at,
        address,
        agent: headers["user-agent"]?.slice(0, 300) ?? null
      })
      .execute()
  )
  return secret
})

/** Sessions of a person that are neither over nor ended. */
export const openOf = (db: Kysely<PeopleTables>, person: PersonId, now: Date) =>
  db
    .selectFrom("session")
    .selectAll()
    .where("person", "=", person)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .where("seen_at", ">", new Date(now.getTime() - Duration.toMillis(idle)))

/** Ends the session of a secret. */
export const endSession = Effect.fnUntraced(function* (secret: string) {
  const now = yield* DateTime.nowAsDate
  yield* remembered("end session", (db) =>
    db
      .updateTable("session")
      .set({ revoked_at: now })
      .where("secret_hash", "=", hashOf(secret))
      .where("revoked_at", "is", null)
      .execute()
  )
})

/** Ends all sessions of a person. */
export const endAllOf = (db: Kysely<PeopleTables>, person: PersonId, now: Date) =>
  db
    .updateTable("session")
    .set({ revoked_at: now })
    .where("person", "=", person)
    .where("revoked_at", "is", null)
    .execute()
