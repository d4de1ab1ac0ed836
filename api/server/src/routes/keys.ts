import { addKey, type Key, keys, revokeKey } from "@otklik/contract/keys"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { DateTime, Effect } from "effect"
import type { Selectable } from "kysely"
import { changing } from "../endpoint.ts"
import { audit } from "../people/audit.ts"
import { noSuchKey } from "../people/failures.ts"
import { hashOf, newSecret } from "../people/secret.ts"
import { remembered } from "../people-memory.ts"

const day = 86_400_000

const keyOf = (row: Selectable<PeopleTables["api_key"]>): Key => ({
  id: row.id,
  name: row.name,
  role: row.role as Key["role"],
  actions: row.actions,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  usedAt: row.used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null
})

export const keysRoute = changing(keys, () =>
  remembered("keys", (db) =>
    db.selectFrom("api_key").selectAll().orderBy("created_at", "desc").orderBy("id").execute()
  ).pipe(Effect.map((rows) => ({ items: rows.map(keyOf) })))
)

export const addKeyRoute = changing(
  addKey,
  Effect.fnUntraced(function* ({ actor, body: { actions, days, name, role } }) {
    const now = yield* DateTime.nowAsDate
    const secret = newSecret()
    const key = {
      secret_hash: hashOf(secret),
      name: name.trim(),
      role,
      actions: [...actions],
      created_by: actor.person,
      created_at: now,
      expires_at: new Date(now.getTime() + days * day)
    }
    const row = yield* remembered("add key", (db) =>
      db.insertInto("api_key").values(key).returningAll().executeTakeFirstOrThrow()
    )
    yield* audit("key_added", actor.person, { id: row.id, role, actions })
    return { key: keyOf(row), secret }
  })
)

export const revokeKeyRoute = changing(
  revokeKey,
  Effect.fnUntraced(function* ({ actor, params: { key } }) {
    const now = yield* DateTime.nowAsDate
    const row = yield* remembered("revoke key", (db) =>
      db
        .updateTable("api_key")
        .set((it) => ({ revoked_at: it.fn.coalesce("revoked_at", it.val(now)) }))
        .where("id", "=", key)
        .returningAll()
        .executeTakeFirst()
    )
    if (row === undefined) return yield* noSuchKey
    yield* audit("key_revoked", actor.person, { id: key })
    return keyOf(row)
  })
)
