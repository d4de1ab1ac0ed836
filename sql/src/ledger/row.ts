import { canonical } from "../canonical.ts"
import type { Change, DecisionId } from "@otklik/contract/change"
import type { PersonId } from "@otklik/contract/people"
import type { SnapshotId } from "@otklik/contract/vocabulary"
import { hash as digestOf } from "node:crypto"

/** One decision as the ledger keeps it, without its links of the chain. */
export interface Written {
  readonly sequence: number
  readonly id: DecisionId
  readonly at: Date
  readonly by: PersonId
  readonly change: Change
  readonly subject: string
  readonly version: number
  readonly snapshot: SnapshotId | null
  readonly reason: string | null
  readonly before: unknown
  /** whose message it is about, "*" where nobody knows; null where it is about no message */
  readonly school: string | null
  readonly mentions: ReadonlyArray<string>
}

/** A row of the ledger: `hash` covers all of it and `previous`, the hash of the row before. */
export interface Row extends Written {
  readonly previous: string
  readonly hash: string
}

/** What the first row of a chain calls its previous. */
export const genesis = "0".repeat(64)

/** SHA-256 of a row and of the chain up to it, 64 hexadecimal digits. */
export const hashOf = ({ at, ...row }: Written & { readonly previous: string }): string =>
  digestOf("sha256", canonical({ ...row, at: at.toISOString() }))

/** Puts a row at the end of a chain. */
export const chained = (row: Written, previous: string): Row => ({
  ...row,
  previous,
  hash: hashOf({ ...row, previous })
})

/** A row of the table, by its columns. */
export interface Stored {
  readonly sequence: string | number
  readonly decision: string
  readonly decided_at: Date | string
  readonly actor: string
  readonly kind: string
  readonly subject: string
  readonly version: number
  readonly snapshot: string | null
  readonly reason: string | null
  readonly before: unknown
  readonly after: unknown
  readonly school: string | null
  readonly mentions: ReadonlyArray<string>
  readonly previous: string
  readonly hash: string
}

export const rowOf = (stored: Stored): Row => ({
  sequence: Number(stored.sequence),
  id: stored.decision as DecisionId,
  at: new Date(stored.decided_at),
  by: stored.actor as PersonId,
  change: { kind: stored.kind, ...(stored.after as object) } as Change,
  subject: stored.subject,
  version: stored.version,
  snapshot: stored.snapshot as SnapshotId | null,
  reason: stored.reason,
  before: stored.before,
  school: stored.school,
  mentions: stored.mentions,
  previous: stored.previous,
  hash: stored.hash
})

/** The columns of a row as JSON, for `jsonb_to_recordset`. */
export const columnsOf = ({ at, by, change: { kind, ...after }, id, ...row }: Row) => ({
  ...row,
  decision: id,
  decided_at: at.toISOString(),
  actor: by,
  kind,
  after
})
