import type { AuditDetail, AuditKind } from "@otklik/contract/audit"
import type { Database } from "@otklik/sql/database"
import { DateTime, Effect } from "effect"
import type { Failure } from "../failures.ts"
import { remembered } from "../people-memory.ts"

/** Adds what happened to the audit; `detail` names ids and roles, never a person's words. */
export const audit = (
  kind: AuditKind,
  person: string | null,
  detail: AuditDetail = {}
): Effect.Effect<void, Failure, Database> =>
  Effect.flatMap(DateTime.nowAsDate, (happened_at) =>
    remembered("audit", (db) =>
      db
        .insertInto("audit")
        .values({ happened_at, kind, person, detail: JSON.stringify(detail) })
        .execute()
    )
  )
