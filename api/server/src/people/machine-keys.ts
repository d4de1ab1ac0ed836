import { PersonId } from "@otklik/contract/people"
import { DateTime, Effect } from "effect"
import type { Actor } from "../actor.ts"
import { remembered } from "../people-memory.ts"
import { hashOf } from "./secret.ts"

const minute = 60_000

/** By what id a key's decisions are kept. */
export const actorOfKey = (key: string): PersonId => PersonId.make(`key.${key}`)

/** The machine that a key's secret stands for; null where it has expired, was revoked or never was. */
export const machineOf = Effect.fnUntraced(function* (secret: string) {
  const now = yield* DateTime.nowAsDate
  const key = yield* remembered("api key", (db) =>
    db
      .selectFrom("api_key")
      .selectAll()
      .where("secret_hash", "=", hashOf(secret))
      .where("revoked_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst()
  )
  if (key === undefined) return null
  if (now.getTime() - (key.used_at?.getTime() ?? 0) >= minute)
    yield* remembered("api key used", (db) =>
      db.updateTable("api_key").set({ used_at: now }).where("id", "=", key.id).execute()
    )
  return {
    person: actorOfKey(key.id),
    name: key.name,
    role: key.role,
    schools: "all",
    actions: new Set(key.actions)
  } satisfies Actor
})
