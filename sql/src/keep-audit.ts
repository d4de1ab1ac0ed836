import type { AuditDetail, AuditKind } from "@otklik/contract/audit"
import type { Kysely } from "kysely"
import type { PeopleTables } from "./people-tables.ts"

/** Adds what happened to the audit; `detail` names ids and roles, never a person's words. */
export const keepAudit = (
  db: Kysely<PeopleTables>,
  happened_at: Date,
  kind: AuditKind,
  person: string | null,
  detail: AuditDetail
) =>
  db
    .insertInto("audit")
    .values({ happened_at, kind, person, detail: JSON.stringify(detail) })
    .execute()
