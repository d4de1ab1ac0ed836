import { account, type Account, endOtherSessions, endOwnSession } from "@otklik/contract/account"
import type { PersonId } from "@otklik/contract/people"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { DateTime, Effect } from "effect"
import type { Kysely } from "kysely"
import type { Actor } from "../actor.ts"
import { sessionCookie } from "../actors.ts"
import { cookieOf } from "../cookie.ts"
import { changing } from "../endpoint.ts"
import { Entry } from "../entry.ts"
import { notSignedIn } from "../failures.ts"
import type { Visit } from "../input.ts"
import { audit } from "../people/audit.ts"
import { noAccounts } from "../people/failures.ts"
import { hashOf } from "../people/secret.ts"
import { openOf } from "../people/sessions.ts"
import { remembered } from "../people-memory.ts"

type Db = Kysely<PeopleTables>

interface Caller {
  readonly person: PersonId
  /** of the session that asks */
  readonly secret: string
}

/** Whoever asks for something of their own account. */
const callerOf = Effect.fnUntraced(function* (actor: Actor | null, { headers }: Visit) {
  const entry = yield* Entry
  if (entry.demonstration) return yield* noAccounts
  if (actor === null) return yield* notSignedIn
  return { person: actor.person, secret: hashOf(cookieOf({ headers }, sessionCookie(entry)) ?? "") }
})

const has = async (db: Db, table: "credential" | "identity", person: PersonId) =>
  (await db.selectFrom(table).select("person").where("person", "=", person).executeTakeFirst()) !== undefined

const read =
  ({ person, secret }: Caller, now: Date) =>
  async (db: Db): Promise<Account> => {
    const rows = await openOf(db, person, now).orderBy("seen_at", "desc").orderBy("id").execute()
    return {
      hasPassword: await has(db, "credential", person),
      hasProvider: await has(db, "identity", person),
      sessions: rows.map(({ address, agent, created_at, id, means, secret_hash, seen_at }) => ({
        id,
        means,
        address,
        agent,
        createdAt: created_at.toISOString(),
        seenAt: seen_at.toISOString(),
        current: secret_hash === secret
      }))
    }
  }

type Chosen = (
  update: ReturnType<typeof ended>,
  caller: Caller
) => { readonly execute: () => Promise<ReadonlyArray<unknown>> }

const ended = (db: Db, person: PersonId, now: Date) =>
  db
    .updateTable("session")
    .set({ revoked_at: now })
    .where("person", "=", person)
    .where("revoked_at", "is", null)
    .returning("id")

/** Ends those of the caller's own sessions that are chosen; of what is over already nothing is said. */
const ending = Effect.fnUntraced(function* (actor: Actor | null, visit: Visit, chosen: Chosen) {
  const caller = yield* callerOf(actor, visit)
  const now = yield* DateTime.nowAsDate
  const gone = yield* remembered("end own sessions", (db) =>
    chosen(ended(db, caller.person, now), caller).execute()
  )
  if (gone.length > 0)
    yield* audit("sessions_ended", caller.person, { id: caller.person, sessions: gone.length })
  return yield* remembered("account", read(caller, now))
})

export const accountRoute = changing(
  account,
  Effect.fnUntraced(function* ({ actor, visit }) {
    const caller = yield* callerOf(actor, visit)
    return yield* remembered("account", read(caller, yield* DateTime.nowAsDate))
  })
)

export const endOwnSessionRoute = changing(endOwnSession, ({ actor, params, visit }) =>
  ending(actor, visit, (update) => update.where("id", "=", params.session))
)

export const endOtherSessionsRoute = changing(endOtherSessions, ({ actor, visit }) =>
  ending(actor, visit, (update, { secret }) => update.where("secret_hash", "!=", secret))
)
