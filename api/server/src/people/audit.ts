import type { AuditDetail, AuditKind } from "@otklik/contract/audit"
import type { Database } from "@otklik/sql/database"
import { keepAudit } from "@otklik/sql/keep-audit"
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
    Effect.asVoid(remembered("audit", (db) => keepAudit(db, happened_at, kind, person, detail)))
  )
