import type { Database } from "@otklik/sql/database"
import { DateTime, Effect } from "effect"
import type { Failure } from "../failures.ts"
import { remembered } from "../people-memory.ts"

export type AuditKind =
  | "sign_in"
  | "sign_in_refused"
  | "sign_out"
  | "password_changed"
  | "person_added"
  | "person_changed"
  | "person_invited"
  | "sessions_ended"
  | "key_added"
  | "key_revoked"
  | "directory_changed"
  | "export"

/** Adds what happened to the audit; `detail` names ids and roles, never a person's words. */
export const audit = (
  kind: AuditKind,
  person: string | null,
  detail: Readonly<Record<string, unknown>> = {}
): Effect.Effect<void, Failure, Database> =>
  Effect.flatMap(DateTime.nowAsDate, (happened_at) =>
    remembered("audit", (db) =>
      db
        .insertInto("audit")
        .values({ happened_at, kind, person, detail: JSON.stringify(detail) })
        .execute()
    )
  )
