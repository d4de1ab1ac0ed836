import type { changePerson, PersonId, Staff } from "@otklik/contract/people"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { DateTime, Duration, Effect } from "effect"
import { type Kysely, sql, type Transaction } from "kysely"
import { Entry } from "../entry.ts"
import { remembered, together } from "../people-memory.ts"
import { lastAdministrator, nameTaken, noSuchPerson, personChanged } from "./failures.ts"
import { dayIn, endAllOf, idle, schoolsOn } from "./sessions.ts"

type Change = (typeof changePerson)["schema"]["body"]["Type"]

const open = (now: Date) => sql<boolean>`session.revoked_at is null and session.expires_at > ${now}
  and session.seen_at > ${new Date(now.getTime() - Duration.toMillis(idle))}`

const listed = (db: Kysely<PeopleTables>, now: Date, day: string) =>
  db
    .selectFrom("person")
    .select(["id", "name", "role", "disabled", "version"])
    .select((it) => [
      it
        .exists(it.selectFrom("credential").select("person").whereRef("person", "=", "person.id"))
        .as("hasPassword"),
      it
        .exists(it.selectFrom("identity").select("person").whereRef("person", "=", "person.id"))
        .as("hasProvider"),
      sql<number>`cardinality(${schoolsOn(day)})`.as("schools"),
      sql<number>`(select count(*)::int from session where session.person = person.id and ${open(now)})`.as(
        "sessions"
      ),
      sql<Date | null>`(select max(session.seen_at) from session where session.person = person.id)`.as(
        "seenAt"
      )
    ])
    .orderBy("name")
    .orderBy("id")

type Row = Awaited<ReturnType<ReturnType<typeof listed>["execute"]>>[number]

const staffOf = ({ hasPassword, hasProvider, seenAt, ...row }: Row): Staff => ({
  ...row,
  hasPassword: Boolean(hasPassword),
  hasProvider: Boolean(hasProvider),
  seenAt: seenAt?.toISOString() ?? null
})

const today = Effect.gen(function* () {
  const now = yield* DateTime.nowAsDate
  return { now, day: dayIn((yield* Entry).timezone, now) }
})

/** Everyone with an account, by name. */
export const readStaff = Effect.gen(function* () {
  const { day, now } = yield* today
  const rows = yield* remembered("people", (db) => listed(db, now, day).execute())
  return rows.map(staffOf)
})

/** One person with an account. */
export const readPerson = Effect.fnUntraced(function* (person: PersonId) {
  const { day, now } = yield* today
  const row = yield* remembered("person", (db) =>
    listed(db, now, day).where("id", "=", person).executeTakeFirst()
  )
  return row === undefined ? yield* noSuchPerson : staffOf(row)
})

/** Adds a person; their name to sign in by is for ever. */
export const insertPerson = Effect.fnUntraced(function* (person: Pick<Staff, "id" | "name" | "role">) {
  const created_at = yield* DateTime.nowAsDate
  const [row] = yield* remembered("add person", (db) =>
    db
      .insertInto("person")
      .values({ ...person, name: person.name.trim(), created_at })
      .onConflict((it) => it.doNothing())
      .returning("id")
      .execute()
  )
  return row === undefined ? yield* nameTaken : row.id
})

const administrators = (tx: Transaction<PeopleTables>) =>
  tx
    .selectFrom("person")
    .select("id")
    .where("role", "=", "administrator")
    .where("disabled", "=", false)
    .execute()

const apply =
  (person: PersonId, { version, ...change }: Change, now: Date) =>
  async (tx: Transaction<PeopleTables>) => {
    await sql`lock table person in share row exclusive mode`.execute(tx)
    const changed = await tx
      .updateTable("person")
      .set({ ...change, version: version + 1 })
      .where("id", "=", person)
      .where("version", "=", version)
      .returning("id")
      .executeTakeFirst()
    if (changed === undefined) throw await refusal(tx, person)
    if ((await administrators(tx)).length === 0) throw lastAdministrator
    if (change.disabled === true) await endAllOf(tx, person, now)
  }

const refusal = async (tx: Transaction<PeopleTables>, person: PersonId) => {
  const found = await tx.selectFrom("person").select("id").where("id", "=", person).executeTakeFirst()
  return found === undefined ? noSuchPerson : personChanged
}

/** Changes a person as they were at a version; a closed account's sessions end at once. */
export const updatePerson = Effect.fnUntraced(function* (person: PersonId, change: Change) {
  const now = yield* DateTime.nowAsDate
  yield* together("change person", apply(person, change, now))
  return yield* readPerson(person)
})
