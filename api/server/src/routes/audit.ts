import { type AuditDetail, type AuditItem, type AuditKind, audit } from "@otklik/contract/audit"
import type { PeopleTables } from "@otklik/sql/people-tables"
import { Effect } from "effect"
import { type Kysely, type Selectable, sql } from "kysely"
import { cursorTo, placeOf } from "../cursor.ts"
import { changing } from "../endpoint.ts"
import { foreignCursor } from "../failures.ts"
import { fingerprint } from "../fingerprint.ts"
import type { Input } from "../input.ts"
import { remembered } from "../people-memory.ts"

type Query = Input<typeof audit>["query"]

const read =
  ({ kind, limit, person }: Query, before: number | null) =>
  (db: Kysely<PeopleTables>) => {
    let asked = db.selectFrom("audit").selectAll()
    if (kind !== undefined) asked = asked.where("kind", "=", kind)
    if (person !== undefined)
      asked = asked.where(sql<boolean>`(person = ${person} or detail->>'id' = ${person})`)
    if (before !== null) asked = asked.where("sequence", "<", String(before))
    return asked
      .orderBy("sequence", "desc")
      .limit(limit + 1)
      .execute()
  }

const itemOf = ({
  detail,
  happened_at,
  kind,
  person,
  sequence
}: Selectable<PeopleTables["audit"]>): AuditItem => ({
  sequence: Number(sequence),
  at: happened_at.toISOString(),
  kind: kind as AuditKind,
  person,
  detail: detail as AuditDetail
})

export const auditRoute = changing(
  audit,
  Effect.fnUntraced(function* ({ query }) {
    const { cursor, kind, limit, person } = query
    const bound = { snapshot: "", filters: fingerprint(audit.url, kind ?? null, person ?? null) }
    const place = yield* placeOf(bound, cursor)
    const before = place === null ? null : Number(place)
    if (before !== null && !Number.isSafeInteger(before)) return yield* foreignCursor
    const rows = yield* remembered("read the audit", read(query, before))
    const items = rows.slice(0, limit).map(itemOf)
    return { items, next: rows.length > limit ? cursorTo(bound, String(items.at(-1)!.sequence)) : null }
  })
)
